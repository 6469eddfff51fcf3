package io.ordertable.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names, for the API document, the problems of a handler that do not follow from its parameters and its body. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FailsWith {

    /** What can go wrong. */
    ProblemCode[] value();
}
