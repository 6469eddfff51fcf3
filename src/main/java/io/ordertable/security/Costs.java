package io.ordertable.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The capacity units that an operation usually consumes, which are reserved before it starts. What it consumes beyond them is
 * charged when DynamoDB reports it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Costs {

    /** Returns the read units. */
    double reads() default 0;

    /** Returns the write units. */
    double writes() default 0;
}
