package io.ordertable.calls;

import java.time.Duration;
import java.util.Optional;

/** The moment at which the current request is given up. Limits retries and the time-outs of single calls. */
public final class Deadline {

    /** DynamoDB answers well within this. Cutting a call off earlier only leaves its outcome unknown. */
    static final Duration SHORTEST_CALL = Duration.ofMillis(50);

    /** As {@link System#nanoTime()}; absent if there is no limit. */
    private static final ScopedValue<Optional<Long>> NANO_TIME = ScopedValue.newInstance();

    private Deadline() {}

    /** Runs the work with a deadline, which replaces the current one meanwhile. A limit of zero means none. */
    public static <R, X extends Throwable> R within(Duration limit, ScopedValue.CallableOp<R, X> work) throws X {
        Optional<Long> deadline = limit.isZero() ? Optional.empty() : Optional.of(System.nanoTime() + limit.toNanos());
        return ScopedValue.where(NANO_TIME, deadline).call(work);
    }

    /** Returns the same work with the current deadline, to be run by another thread. */
    public static Runnable carriedTo(Runnable work) {
        Optional<Long> current = current();
        return () -> ScopedValue.where(NANO_TIME, current).run(work);
    }

    /** Returns how long it is until the deadline, zero if it has passed; empty without one. */
    public static Optional<Duration> remaining() {
        return current().map(deadline -> Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    /** Returns the time that is left, but at most this. */
    public static Duration atMost(Duration limit) {
        return remaining().filter(left -> left.compareTo(limit) < 0).orElse(limit);
    }

    /** Returns whether a call that starts after the delay has time to be answered; always, without a deadline. */
    public static boolean allows(Duration delay) {
        return remaining()
                .map(left -> left.minus(delay).compareTo(SHORTEST_CALL) >= 0)
                .orElse(true);
    }

    /** Sleeps if a call that starts afterwards has time to be answered, and returns whether it has. */
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
