package io.ordertable.web;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets threads pass one by one, at intervals, in the order in which they come. */
class Pace {

    private final long interval;

    /** In terms of {@link System#nanoTime()}. */
    private final AtomicLong lastTurn = new AtomicLong(System.nanoTime());

    Pace(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** Waits for the thread's turn, but not beyond the deadline. */
    void await() {
        long now = System.nanoTime();
        long turn = lastTurn.updateAndGet(last -> Math.max(last + interval, now));
        try {
            Thread.sleep(Deadline.atMost(Duration.ofNanos(turn - now)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
