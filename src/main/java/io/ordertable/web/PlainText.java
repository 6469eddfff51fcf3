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
 * Requires a line of visible text, without control characters (such as NUL and line breaks), changes of direction, and halves of
 * surrogate pairs, which UTF-8 cannot encode. Joiners are allowed, because Persian and emoji need them.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "(?U)(?=.*[^\\s\\p{Cf}])[^\\p{Cc}\\p{Cs}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]*+")
@ReportAsSingleViolation
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
public @interface PlainText {

    /** Returns the rule as a sentence. */
    String message() default "must contain visible characters, and no control characters or changes of direction";

    /** Bean Validation's groups; not used. */
    Class<?>[] groups() default {};

    /** Bean Validation's payload; not used. */
    Class<? extends Payload>[] payload() default {};
}
