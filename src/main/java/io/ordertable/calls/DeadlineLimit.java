package io.ordertable.calls;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A limit for {@link Deadline#within}: zero, or long enough for a call. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DeadlineLimit.Validator.class)
public @interface DeadlineLimit {

    /** The rule as a sentence. */
    String message() default "must be 0, for no limit, or 100 ms to 1 h";

    /** Unused, but part of every constraint. */
    Class<?>[] groups() default {};

    /** Unused, but part of every constraint. */
    Class<? extends Payload>[] payload() default {};

    /** Checks the rule. */
    class Validator implements ConstraintValidator<DeadlineLimit, Duration> {

        private static final Duration SHORTEST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofHours(1);

        @Override
        public boolean isValid(@Nullable Duration limit, ConstraintValidatorContext context) {
            return limit == null || limit.isZero() || (limit.compareTo(SHORTEST) >= 0 && limit.compareTo(LONGEST) <= 0);
        }
    }
}
