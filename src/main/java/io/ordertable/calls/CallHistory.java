package io.ordertable.calls;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What kept calls from being repeated in the last hour. */
@Component
public class CallHistory {

    private final RetryBudget budget;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final Occurrences breakerOpened;
    private final Duration deadline;
    private final int maxAttempts;

    CallHistory(
            RetryBudget budget,
            Backoff backoff,
            RetryRegistry retries,
            CircuitBreakerRegistry breakers,
            CallsProperties properties,
            Clock clock) {
        this.budget = budget;
        this.backoff = backoff;
        this.breaker = breakers.circuitBreaker(CallsConfiguration.INSTANCE);
        this.breakerOpened = new Occurrences(clock);
        this.deadline = properties.deadline();
        this.maxAttempts =
                retries.retry(CallsConfiguration.INSTANCE).getRetryConfig().getMaxAttempts();
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                breakerOpened.add();
            }
        });
    }

    /** How often something happened in the last hour, and when first. */
    public record Seen(long times, Instant since) {}

    /**
     * What happened, and the settings that it depends on.
     *
     * @param retryBudget how many retries can start now
     * @param retryBudgetUsedUp retries that the budget prevented
     * @param breaker the state of the circuit breaker
     * @param breakerOpened how often it opened
     * @param deadlinePassed calls that were given up before their last attempt, because the deadline left no time for it
     * @param deadline how long a request may take; zero for no limit
     * @param retriesTake how long the delays before all attempts of a call take on average
     */
    public record Summary(
            int retryBudget,
            @Nullable Seen retryBudgetUsedUp,
            String breaker,
            @Nullable Seen breakerOpened,
            @Nullable Seen deadlinePassed,
            Duration deadline,
            Duration retriesTake) {}

    /** Returns a summary of the last hour. */
    public Summary summary() {
        return new Summary(
                budget.level(),
                backoff.budgetUsedUp().seen().orElse(null),
                breaker.getState().name(),
                breakerOpened.seen().orElse(null),
                backoff.deadlinePassed().seen().orElse(null),
                deadline,
                averageDelays());
    }

    /** A delay is half of the longest on average. */
    private Duration averageDelays() {
        return Duration.ofMillis(
                IntStream.range(1, maxAttempts).mapToLong(backoff::ceiling).sum() / 2);
    }
}
