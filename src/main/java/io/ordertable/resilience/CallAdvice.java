package io.ordertable.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Surrounds all attempts of a repository call: what is left of them when they have failed is one exception. */
class CallAdvice implements MethodInterceptor {

    /** Outside Resilience4j's aspects, whose orders are in application.yml. */
    static final int ORDER = 100;

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        try {
            return call.proceed();
        } catch (SdkException e) {
            throw new DatabaseException(meaning(e), CallDescription.before(String.valueOf(e.getMessage()), e), e);
        } catch (DeadlinePassed e) {
            throw new DatabaseException(e.reason(), e.getMessage(), e);
        } catch (CallNotPermittedException e) {
            throw new DatabaseException(DatabaseFailure.UNAVAILABLE, e.getMessage(), e);
        } finally {
            EarlierAttempts.forget();
        }
    }

    /** That a call was not sent says nothing if an earlier attempt may have been carried out. */
    private static DatabaseFailure meaning(SdkException last) {
        DatabaseFailure failure = DatabaseFailure.of(last);
        return failure == DatabaseFailure.OVERLOADED && EarlierAttempts.mayHaveSucceeded()
                ? DatabaseFailure.UNAVAILABLE
                : failure;
    }
}
