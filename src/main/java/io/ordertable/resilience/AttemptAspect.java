package io.ordertable.resilience;

import java.time.Duration;
import java.util.Optional;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Surrounds each attempt of a repository call: starts none behind the deadline, and keeps the retry budget's books. */
@Aspect
@Component
@Order(AttemptAspect.ORDER)
class AttemptAspect {

    /** Inside Resilience4j's aspects, whose orders are in application.yml. */
    static final int ORDER = 400;

    private final RetryBudget budget;

    AttemptAspect(RetryBudget budget) {
        this.budget = budget;
    }

    @Around("@within(io.github.resilience4j.retry.annotation.Retry)")
    @Nullable Object attempt(ProceedingJoinPoint call) throws Throwable {
        if (!Deadline.allows(Duration.ZERO)) {
            throw DeadlinePassed.beforeAttempt();
        }
        try {
            Object result = call.proceed();
            budget.deposit();
            return result;
        } catch (SdkException e) {
            Optional<DatabaseFailure> earlier = EarlierAttempts.lastFailure();
            EarlierAttempts.add(DatabaseFailure.of(e));
            if (e instanceof ApiCallTimeoutException && earlier.isPresent() && !Deadline.allows(Duration.ZERO)) {
                throw DeadlinePassed.after(earlier.get());
            }
            throw e;
        }
    }
}
