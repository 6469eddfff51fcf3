package io.ordertable.calls;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a call is repeated, and whether: full jitter within the deadline and the retry budget. The delay before attempt n + 1
 * is uniform in {@code [0, min(cap, base · 2^(n - 1))]}, so that clients that were throttled together come back spread over the
 * whole interval (Brooker, "Exponential Backoff And Jitter"). Resilience4j's own jitter varies around the interval, which keeps them
 * together.
 *
 * @param base the longest delay after the first attempt
 * @param cap the longest delay after any
 * @param random the source of chance, which has to be thread-safe
 */
record Backoff(Duration base, Duration cap, RandomGenerator random, RetryBudget budget) implements IntervalFunction {

    /** The interval by which Resilience4j ends retrying. */
    static final long GIVE_UP = -1;

    private static final Logger log = LoggerFactory.getLogger(Backoff.class);

    /** What a shortened delay leaves of the deadline: twice what a call needs, as the delay may take a little longer. */
    private static final Duration LAST_ATTEMPT = Deadline.SHORTEST_CALL.multipliedBy(2);

    /** Delays stop doubling here, long before a {@code long} of milliseconds overflows. */
    private static final int MAX_DOUBLINGS = 30;

    Backoff {
        if (base.isNegative() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("backoff base " + base + " must be between 0 and the cap " + cap);
        }
    }

    /** Returns the delay in milliseconds after so many attempts; negative if another could not end in time or has no token. */
    @Override
    public Long apply(Integer attempts) {
        long delay = withinDeadline(random.nextLong(ceiling(attempts) + 1));
        if (delay < 0) {
            log.debug("No retry after attempt {}: the deadline is too near", attempts);
            return GIVE_UP;
        }
        if (!budget.withdraw()) {
            log.debug("No retry after attempt {}: the retry budget is empty", attempts);
            return GIVE_UP;
        }
        return delay;
    }

    /** Returns the longest delay in milliseconds after so many attempts, at least one. */
    long ceiling(int attempts) {
        int doublings = Math.min(attempts - 1, MAX_DOUBLINGS);
        return Math.min(cap.toMillis(), base.toMillis() << doublings);
    }

    /** Shortens a delay that is too long, so that one more attempt fits; negative if none does. */
    private static long withinDeadline(long delay) {
        return Deadline.allows(Duration.ofMillis(delay))
                ? delay
                : Deadline.remaining().orElseThrow().minus(LAST_ATTEMPT).toMillis();
    }
}
