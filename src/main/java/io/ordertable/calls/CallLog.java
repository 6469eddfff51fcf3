package io.ordertable.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Logs one line for each call that was repeated or given up, and for each change of the circuit breaker's state. */
final class CallLog {

    private static final Logger log = LoggerFactory.getLogger(CallLog.class);

    private CallLog() {}

    static void attachTo(Retry retry, CircuitBreaker breaker) {
        retry.getEventPublisher()
                .onRetry(event ->
                        log.debug("Attempt {} failed", event.getNumberOfRetryAttempts(), event.getLastThrowable()))
                .onSuccess(event -> log.info(
                        "Succeeded after {} failed attempts, the last: {}",
                        event.getNumberOfRetryAttempts(),
                        FailureDescription.of(event.getLastThrowable())))
                .onError(event -> log.warn(
                        "Gave up after {} attempts ({}): {}",
                        event.getNumberOfRetryAttempts(),
                        nameOf(event.getLastThrowable()),
                        FailureDescription.of(event.getLastThrowable())))
                .onIgnoredError(event -> notRepeated(event.getLastThrowable()));
        breaker.getEventPublisher().onStateTransition(event -> log.warn("{}", event));
    }

    /** Logs a failure that is not repeated. Repositories handle failed conditions, so these are not among them. */
    private static void notRepeated(Throwable failure) {
        if (failure instanceof CallFailedException) {
            log.warn("Gave up ({}): {}", nameOf(failure), failure.getMessage());
        } else if (failure instanceof SdkException e) {
            switch (FailureKind.of(e)) {
                case OVERLOADED -> log.warn("No connection was free: {}", FailureDescription.withMessage(e));
                case MISCONFIGURED -> log.error("The table cannot be used: {}", FailureDescription.withMessage(e));
                default -> log.error("DynamoDB rejected a call: {}", FailureDescription.withMessage(e), e);
            }
        }
    }

    private static String nameOf(Throwable failure) {
        FailureKind kind = failure instanceof CallFailedException e ? e.kind() : FailureKind.of((SdkException) failure);
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
