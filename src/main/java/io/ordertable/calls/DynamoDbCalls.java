package io.ordertable.calls;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls DynamoDB for the repositories: a retry around a circuit breaker around each attempt, both configured by {@code
 * resilience4j.*.instances.dynamodb}. Exceptions other than the SDK's pass through.
 */
@Component
@ConditionalOnBooleanProperty(name = "management.tracing.enabled", havingValue = false)
public class DynamoDbCalls {

    private static final Logger log = LoggerFactory.getLogger(DynamoDbCalls.class);

    private static final Duration HALF_OPEN_POLL = Duration.ofMillis(50);
    private static final int HALF_OPEN_POLLS = 10;

    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Backoff backoff;
    private final RetryBudget budget;
    private final AtomicInteger waiting = new AtomicInteger();

    DynamoDbCalls(RetryRegistry retries, CircuitBreakerRegistry breakers, Backoff backoff, RetryBudget budget) {
        this.retry = retries.retry(CallsConfiguration.INSTANCE);
        this.breaker = breakers.circuitBreaker(CallsConfiguration.INSTANCE);
        this.backoff = backoff;
        this.budget = budget;
        CallLog.attachTo(retry, breaker);
    }

    /**
     * Makes a call and repeats it if that may help.
     *
     * @throws CallFailedException if the SDK fails, and repeating the call is useless or did not help in time
     */
    public <T extends @Nullable Object> T run(Supplier<T> call) {
        EarlierAttempts earlier = new EarlierAttempts();
        waiting.incrementAndGet();
        try {
            return retry.executeSupplier(() -> throughBreaker(() -> attempt(call, earlier)));
        } catch (SdkException e) {
            throw new CallFailedException(earlier.meaningOf(e), FailureDescription.withMessage(e), e);
        } catch (CallNotPermittedException e) {
            throw new CallFailedException(FailureKind.UNAVAILABLE, e.getMessage(), e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * Makes batch calls until no item is left, with a backoff after each call that DynamoDB does not process completely.
     *
     * @param size returns the most items that the next call may have; 0 to stop
     * @param call makes one call, and returns the items that DynamoDB left unprocessed
     * @param description describes items for the log
     * @return the items that were not processed
     * @throws CallFailedException if a call fails as a whole
     */
    public <T> List<T> batch(
            Collection<T> items,
            IntSupplier size,
            Function<List<T>, List<T>> call,
            Function<List<T>, String> description) {
        List<T> left = List.copyOf(items);
        int incomplete = 0;
        for (int next = size.getAsInt(); next > 0 && !left.isEmpty(); next = size.getAsInt()) {
            List<T> batch = left.subList(0, Math.min(next, left.size()));
            List<T> unprocessed = run(() -> call.apply(batch));
            left = Stream.concat(unprocessed.stream(), left.stream().skip(batch.size()))
                    .toList();
            if (!unprocessed.isEmpty() && !pause(++incomplete)) {
                log.warn(
                        "Gave up after {} calls (throttled): {}: unprocessed items",
                        incomplete,
                        description.apply(left));
                break;
            }
        }
        return left;
    }

    /** Returns how many calls are between two attempts, when they need neither a processor nor a connection. */
    public int waiting() {
        return waiting.get();
    }

    private boolean pause(int attempts) {
        long delay = attempts < retry.getRetryConfig().getMaxAttempts() ? backoff.apply(attempts) : Backoff.GIVE_UP;
        return delay >= 0 && Deadline.pause(Duration.ofMillis(delay));
    }

    /**
     * While the breaker is half-open, calls that it does not admit wait for the outcome. If they were refused at once, they would keep
     * a single processor busy, because virtual threads that never block run before those that an answer wakes.
     */
    private <T extends @Nullable Object> T throughBreaker(Supplier<T> attempt) {
        try {
            return breaker.executeSupplier(attempt);
        } catch (CallNotPermittedException refused) {
            for (int polls = 0; polls < HALF_OPEN_POLLS && breaker.getState() == State.HALF_OPEN; polls++) {
                Deadline.pause(HALF_OPEN_POLL);
            }
            if (breaker.getState() != State.CLOSED) {
                throw refused;
            }
            return breaker.executeSupplier(attempt);
        }
    }

    private <T extends @Nullable Object> T attempt(Supplier<T> call, EarlierAttempts earlier) {
        if (!Deadline.allows(Duration.ZERO)) {
            throw earlier.deadlinePassed();
        }
        waiting.decrementAndGet();
        try {
            T result = call.get();
            budget.deposit();
            return result;
        } catch (SdkException e) {
            throw earlier.failed(e);
        } finally {
            waiting.incrementAndGet();
        }
    }
}
