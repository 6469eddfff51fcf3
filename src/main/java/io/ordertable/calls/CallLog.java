package io.ordertable.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line for the end of a call that was repeated or given up, and one for each change of the circuit breaker's state. */
final class CallLog {

    private static final Logger log = LoggerFactory.getLogger(CallLog.class);

    private CallLog() {}

    /** Starts logging. */
    static void of(Retry retry, CircuitBreaker breaker) {
        retry.getEventPublisher()
                .onRetry(event ->
                        log.debug("Attempt {} failed", event.getNumberOfRetryAttempts(), event.getLastThrowable()))
                .onSuccess(event -> log.info(
                        "Succeeded after {} failed attempts, the last: {}",
                        event.getNumberOfRetryAttempts(),
                        FailureDescription.of(event.getLastThrowable())))
                .onError(event -> log.warn(
                        "Gave up after {} attempts: {}",
                        event.getNumberOfRetryAttempts(),
                        FailureDescription.of(event.getLastThrowable())))
                .onIgnoredError(event -> {
                    if (event.getLastThrowable() instanceof CallFailedException e) {
                        log.warn("Gave up: {}", e.getMessage());
                    }
                });
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "Circuit breaker {}: {}",
                        event.getCircuitBreakerName(),
                        event.getStateTransition().getToState()));
    }
}
