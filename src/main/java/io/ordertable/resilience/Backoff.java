package io.ordertable.resilience;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether there may be another attempt, and when: full jitter within the deadline and the retry budget. */
public class Backoff implements IntervalFunction {

    private static final Logger log = LoggerFactory.getLogger(Backoff.class);

    /** What a shortened delay leaves of the deadline: twice what a call needs, as the delay may take a little longer. */
    private static final Duration LAST_ATTEMPT = Deadline.SHORTEST_CALL.multipliedBy(2);

    /** What Resilience4j takes as: no further attempt. */
    private static final long GIVE_UP = -1;

    private final FullJitter jitter;
    private final RetryBudget budget;
    private final int maxAttempts;

    Backoff(FullJitter jitter, RetryBudget budget, int maxAttempts) {
        this.jitter = jitter;
        this.budget = budget;
        this.maxAttempts = maxAttempts;
    }

    /** The delay in milliseconds after so many attempts; negative if another could not end in time or has no token. */
    @Override
    public Long apply(Integer attempts) {
        long delay = withinDeadline(jitter.apply(attempts));
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

    /** A delay that is too long is shortened, so that one more attempt fits; negative if none does. */
    private static long withinDeadline(long delay) {
        return Deadline.allows(Duration.ofMillis(delay))
                ? delay
                : Deadline.remaining().orElseThrow().minus(LAST_ATTEMPT).toMillis();
    }

    /**
     * Waits before a call repeats what earlier ones left undone.
     *
     * @param attempts how many calls there were, at least one
     * @param left describes for the log what they left undone
     * @return whether there may be another call
     */
    public boolean pause(int attempts, Supplier<String> left) {
        long delay = attempts < maxAttempts ? apply(attempts) : GIVE_UP;
        if (delay < 0) {
            log.warn("Gave up after {} calls: {}: unprocessed items", attempts, left.get());
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
}
