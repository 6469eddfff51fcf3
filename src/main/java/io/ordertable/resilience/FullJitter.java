package io.ordertable.resilience;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Full jitter: before attempt n + 1, a delay that is uniform in {@code [0, min(cap, base · 2^(n - 1))]}. Clients that were
 * throttled together come back spread over the whole interval instead of in waves (Brooker, "Exponential Backoff And Jitter").
 * Resilience4j's own randomized backoff varies around the interval and so keeps the waves.
 *
 * @param base the longest delay after the first attempt
 * @param cap the longest delay after any
 * @param random where chance comes from; used by many threads
 */
record FullJitter(Duration base, Duration cap, RandomGenerator random) implements IntervalFunction {

    /** Delays stop doubling here, long before a {@code long} of milliseconds overflows. */
    private static final int MAX_DOUBLINGS = 30;

    FullJitter {
        if (base.isNegative() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("backoff base " + base + " must be between 0 and the cap " + cap);
        }
    }

    /** The delay in milliseconds after so many attempts, at least one. */
    @Override
    public Long apply(Integer attempts) {
        return random.nextLong(ceiling(attempts) + 1);
    }

    /** The longest delay in milliseconds after so many attempts. */
    long ceiling(int attempts) {
        int doublings = Math.min(attempts - 1, MAX_DOUBLINGS);
        return Math.min(cap.toMillis(), base.toMillis() << doublings);
    }
}
