package io.ordertable.events;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failed calls: uniform in {@code [0, min(cap, base · 2^(n - 1))]} after n of them in a row (Brooker,
 * "Exponential Backoff And Jitter").
 */
record FullJitter(Duration base, Duration cap, RandomGenerator random) {

    /** Delays stop doubling here, long before a {@code long} of milliseconds overflows. */
    private static final int MAX_DOUBLINGS = 30;

    Duration delay(int failures) {
        long ceiling = Math.min(cap.toMillis(), base.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }
}
