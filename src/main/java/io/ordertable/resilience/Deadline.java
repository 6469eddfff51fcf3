package io.ordertable.resilience;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which the request that this thread works for is given up. It bounds retries and the time-outs of single calls.
 * Bound to the thread, as the repositories that it concerns are several calls away from who knows the request.
 */
public final class Deadline {

    /** DynamoDB answers well within this. A call that is cut off earlier only leaves open what became of it. */
    static final Duration SHORTEST_CALL = Duration.ofMillis(50);

    private static final ThreadLocal<@Nullable Long> NANO_TIME = new ThreadLocal<>();

    private Deadline() {}

    /** Runs the work with a deadline of its own, which replaces the thread's for its duration. Zero means none. */
    public static <R> R within(Duration limit, Supplier<R> work) {
        Long outer = NANO_TIME.get();
        bind(limit.isZero() ? null : System.nanoTime() + limit.toNanos());
        try {
            return work.get();
        } finally {
            bind(outer);
        }
    }

    /** The same work, to be run by another thread, with the deadline of this one. */
    public static Runnable carriedTo(Runnable work) {
        Long carried = NANO_TIME.get();
        return () -> {
            bind(carried);
            try {
                work.run();
            } finally {
                bind(null);
            }
        };
    }

    /** How long until the deadline, zero where it has passed; empty without one. */
    public static Optional<Duration> remaining() {
        Long deadline = NANO_TIME.get();
        return deadline == null
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** Whether a call that starts after so long a delay has time to be answered; always, without a deadline. */
    public static boolean allows(Duration delay) {
        return remaining()
                .map(left -> left.minus(delay).compareTo(SHORTEST_CALL) >= 0)
                .orElse(true);
    }

    static void bind(@Nullable Long nanoTime) {
        if (nanoTime == null) {
            NANO_TIME.remove();
        } else {
            NANO_TIME.set(nanoTime);
        }
    }
}
