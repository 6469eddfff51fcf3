package io.ordertable.backfill;

import io.ordertable.calls.Deadline;
import java.time.Duration;

/**
 * Keeps consumption to so many units a second, on average. What a call consumes is known only afterwards, so the next call waits until
 * time has paid for those before.
 */
final class CapacityLimit {

    private static final double NANOS = 1e9;

    private final double nanosPerUnit;
    private long paidAt;

    CapacityLimit(double unitsPerSecond) {
        this(unitsPerSecond, System.nanoTime());
    }

    CapacityLimit(double unitsPerSecond, long now) {
        this.nanosPerUnit = NANOS / unitsPerSecond;
        this.paidAt = now;
    }

    /** Waits until a call may start. */
    void await() {
        // Others may consume meanwhile.
        for (Duration delay = delay(System.nanoTime());
                delay.isPositive() && Deadline.pause(delay);
                delay = delay(System.nanoTime())) {}
    }

    /** Takes note of what a call consumed. */
    void consumed(double units) {
        consumed(units, System.nanoTime());
    }

    synchronized Duration delay(long now) {
        return Duration.ofNanos(Math.max(0, paidAt - now));
    }

    synchronized void consumed(double units, long now) {
        paidAt = (paidAt - now > 0 ? paidAt : now) + (long) (units * nanosPerUnit);
    }
}
