package io.ordertable.resilience;

import java.time.Duration;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Surrounds each attempt of a repository call: starts none behind the deadline, and keeps the retry budget's books. */
class AttemptAdvice implements MethodInterceptor {

    /** Inside Resilience4j's aspects, whose orders are in application.yml. */
    static final int ORDER = 400;

    private final RetryBudget budget;

    AttemptAdvice(RetryBudget budget) {
        this.budget = budget;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        if (!Deadline.allows(Duration.ZERO)) {
            throw DeadlinePassed.beforeAttempt();
        }
        try {
            Object result = call.proceed();
            budget.deposit();
            return result;
        } catch (SdkException e) {
            Optional<SdkException> earlier = EarlierAttempts.lastFailure();
            EarlierAttempts.add(e);
            if (e instanceof ApiCallTimeoutException && earlier.isPresent() && !Deadline.allows(Duration.ZERO)) {
                throw DeadlinePassed.after(earlier.get());
            }
            throw e;
        }
    }
}
