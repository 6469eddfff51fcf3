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
 * A line of text for people: something to be seen, no control characters (NUL and line breaks among them), none that turn the
 * direction of what follows, no halves of surrogate pairs, which UTF-8 cannot carry. Joiners stay: Persian and emoji need them.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "(?U)(?=.*[^\\s\\p{Cf}])[^\\p{Cc}\\p{Cs}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]*+")
@ReportAsSingleViolation
@Retention(RetentionPolicy.RUNTIME)
@Target({FIELD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
public @interface PlainText {

    /** What the caller reads. */
    String message() default "must contain visible characters, and no control characters or changes of direction";

    /** Bean Validation's groups; not used. */
    Class<?>[] groups() default {};

    /** Bean Validation's payload; not used. */
    Class<? extends Payload>[] payload() default {};
}
