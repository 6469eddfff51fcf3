package io.ordertable.calls;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Decides whether and when a call is repeated: full jitter within the deadline and the retry budget. The delay after attempt n is
 * uniform in {@code [0, min(cap, base · 2^(n - 1))]}, so that clients that were throttled together come back spread over the whole
 * interval (Brooker, "Exponential Backoff And Jitter"). Resilience4j's own jitter keeps them together.
 */
record Backoff(
        Duration base,
        Duration cap,
        RandomGenerator random,
        RetryBudget budget,
        Occurrences budgetUsedUp,
        Occurrences deadlinePassed)
        implements IntervalFunction {

    /** The interval that ends Resilience4j's retries. */
    static final long GIVE_UP = -1;

    /** What a shortened delay leaves of the deadline: twice what a call needs, because the delay may take a little longer. */
    private static final Duration LAST_ATTEMPT = Deadline.SHORTEST_CALL.multipliedBy(2);

    /** Delays stop doubling here, long before a {@code long} of milliseconds overflows. */
    private static final int MAX_DOUBLINGS = 30;

    Backoff {
        if (base.isNegative() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("backoff base " + base + " must be between 0 and the cap " + cap);
        }
    }

    Backoff(Duration base, Duration cap, RandomGenerator random, RetryBudget budget, Clock clock) {
        this(base, cap, random, budget, new Occurrences(clock), new Occurrences(clock));
    }

    /** Returns the delay in milliseconds; negative if another attempt could not end in time, or has no token. */
    @Override
    public Long apply(Integer attempts) {
        long delay = withinDeadline(random.nextLong(ceiling(attempts) + 1));
        if (delay < 0) {
            deadlinePassed.add();
            return GIVE_UP;
        }
        if (!budget.withdraw()) {
            budgetUsedUp.add();
            return GIVE_UP;
        }
        return delay;
    }

    /** Returns the longest delay in milliseconds after so many attempts, at least one. */
    long ceiling(int attempts) {
        return Math.min(cap.toMillis(), base.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS));
    }

    /** Shortens a delay so that one more attempt fits before the deadline; negative if none does. */
    private static long withinDeadline(long delay) {
        return Deadline.allows(Duration.ofMillis(delay))
                ? delay
                : Deadline.remaining().orElseThrow().minus(LAST_ATTEMPT).toMillis();
    }
}
