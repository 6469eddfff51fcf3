package io.ordertable.web;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text for people: not blank, no control characters (NUL among them), no halves of surrogate pairs, which UTF-8 cannot carry.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "(?U)(?=.*\\S)[^\\p{Cc}\\p{Cs}]*+")
@ReportAsSingleViolation
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
public @interface PlainText {

    /** What the caller reads. */
    String message() default "must contain visible characters and no control characters";

    /** Bean Validation's groups; not used. */
    Class<?>[] groups() default {};

    /** Bean Validation's payload; not used. */
    Class<? extends Payload>[] payload() default {};
}
