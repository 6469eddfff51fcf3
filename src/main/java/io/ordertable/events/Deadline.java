package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/**
 * Until when an invocation may publish.
 *
 * @param end as {@link System#nanoTime()} tells time
 */
record Deadline(long end) {

    /** Kept for the answer and the metrics: an invocation that is cut off is repeated as a whole. */
    static final Duration MARGIN = Duration.ofMillis(500);

    static Deadline of(Context invocation) {
        Duration left = Duration.ofMillis(invocation.getRemainingTimeInMillis()).minus(MARGIN);
        return new Deadline(System.nanoTime() + left.toNanos());
    }

    /** The time that is left; negative when there is none. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** The time that a call may take, which is never nothing. */
    Duration forCall() {
        return Duration.ofMillis(Math.max(1, left().toMillis()));
    }
}
