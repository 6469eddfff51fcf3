package io.ordertable.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/** Surrounds all attempts of a repository call: what is left of them when they have failed is one exception. */
@Aspect
@Component
@Order(CallAspect.ORDER)
class CallAspect {

    /** Outside Resilience4j's aspects, whose orders are in application.yml. */
    static final int ORDER = 100;

    @Around("@within(io.github.resilience4j.retry.annotation.Retry)")
    @Nullable Object call(ProceedingJoinPoint call) throws Throwable {
        try {
            return call.proceed();
        } catch (SdkException e) {
            throw new DatabaseException(DatabaseFailure.of(e), e);
        } catch (DeadlinePassed e) {
            throw new DatabaseException(e.reason(), e);
        } catch (CallNotPermittedException e) {
            throw new DatabaseException(DatabaseFailure.UNAVAILABLE, e);
        } finally {
            EarlierAttempts.forget();
        }
    }
}
