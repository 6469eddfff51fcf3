package io.ordertable.calls;

import java.time.Duration;
import java.util.Optional;

/** The moment at which the current request is given up. It limits retries and the time-outs of single calls. */
public final class Deadline {

    /** DynamoDB usually answers within this. Cutting a call off earlier only leaves its outcome unknown. */
    static final Duration SHORTEST_CALL = Duration.ofMillis(50);

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** In terms of {@link System#nanoTime()}; empty if there is no limit. */
    private static final ScopedValue<Optional<Long>> NANO_TIME = ScopedValue.newInstance();

    private Deadline() {}

    /** Runs the work with a deadline, which replaces the current one meanwhile. A limit of zero means none. */
    public static <R, X extends Throwable> R within(Duration limit, ScopedValue.CallableOp<R, X> work) throws X {
        Optional<Long> deadline = limit.isZero() ? Optional.empty() : Optional.of(System.nanoTime() + limit.toNanos());
        return ScopedValue.where(NANO_TIME, deadline).call(work);
    }

    /** Throws an exception if a configured limit is neither zero nor long enough for a call. */
    public static void check(String property, Duration limit) {
        if (!limit.isZero() && (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(property + " must be 0, for no limit, or 100 ms to 1 h");
        }
    }

    /** Returns the same work with the current deadline, for another thread to run. */
    public static Runnable carriedTo(Runnable work) {
        Optional<Long> current = current();
        return () -> ScopedValue.where(NANO_TIME, current).run(work);
    }

    /** Returns how long it is until the deadline, zero if it has passed; empty if there is none. */
    public static Optional<Duration> remaining() {
        return current().map(deadline -> Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** Returns the time that is left, but at most this. */
    public static Duration atMost(Duration limit) {
        return remaining().filter(left -> left.compareTo(limit) < 0).orElse(limit);
    }

    /** Returns whether a call that starts after the delay can be answered in time. */
    public static boolean allows(Duration delay) {
        return remaining()
                .map(left -> left.minus(delay).compareTo(SHORTEST_CALL) >= 0)
                .orElse(true);
    }

    /** Sleeps if a call that starts afterwards can be answered in time, and returns whether it did. */
    public static boolean pause(Duration delay) {
        if (!allows(delay)) {
            return false;
        }
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Long> current() {
        return NANO_TIME.orElse(Optional.empty());
    }
}
