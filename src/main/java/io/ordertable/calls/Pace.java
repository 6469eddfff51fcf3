package io.ordertable.calls;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets threads pass one by one, at intervals, in the order in which they come. */
public final class Pace {

    private static final long LONGEST_WAIT = Duration.ofSeconds(5).toNanos();

    private final long interval;

    /** In terms of {@link System#nanoTime()}. */
    private final AtomicLong lastTurn = new AtomicLong(System.nanoTime());

    /** Creates a pace with so much time between two threads. */
    public Pace(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** Takes the next turn. Returns the time until then, not counting the turns of a crowd that has given up since. */
    public Duration nextTurn() {
        long now = System.nanoTime();
        long turn = lastTurn.updateAndGet(last -> Math.clamp(last + interval, now, now + LONGEST_WAIT));
        return Duration.ofNanos(turn - now);
    }

    /** Waits for the thread's turn, but not beyond the deadline. */
    public void await() {
        try {
            Thread.sleep(Deadline.atMost(nextTurn()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
