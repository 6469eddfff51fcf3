package io.ordertable.web;

import io.ordertable.calls.Deadline;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory that requests share, so that many large ones at once cannot use up the heap. A request takes what it may need before it
 * needs it, and waits in line while others have it. Virtual threads set no limit of their own.
 */
public final class ByteBudget {

    /** What each connection may hold without a share, in bytes. Nearly every body and response is smaller. */
    static final int UNCOUNTED = 16 * 1024;

    /** Nothing, for what is too small to be counted. */
    static final Share NONE = () -> {};

    /** Longer than nearly every request takes; a client is better told to try again than kept for longer. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private static final int UNIT = 1024;

    private final String purpose;
    private final int capacity;
    private final Semaphore units;

    /**
     * Creates a budget.
     *
     * @param purpose what it is for, completing the sentence "… at once"
     * @param bytes how much there is, up to 2 TB
     */
    ByteBudget(String purpose, long bytes) {
        this.purpose = purpose;
        this.capacity = units(bytes);
        this.units = new Semaphore(capacity, true);
    }

    /**
     * Takes a share; one larger than the whole budget takes the whole.
     *
     * @return the share, to be released when the memory is free again
     * @throws ServiceException if others hold too much for longer than a second
     */
    Share take(long bytes) {
        int share = Math.min(units(bytes), capacity);
        if (!acquire(share)) {
            throw new ServiceException(
                    CommonError.OVERLOADED, "The service is handling too many " + purpose + " at once.");
        }
        return () -> units.release(share);
    }

    private boolean acquire(int share) {
        try {
            return units.tryAcquire(share, Deadline.atMost(MAX_WAIT).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int units(long bytes) {
        return Math.toIntExact(Math.ceilDiv(bytes, UNIT));
    }

    /**
     * Does the work while it holds a share.
     *
     * @throws ServiceException if others hold too much for longer than a second
     */
    public <R, X extends Throwable> R holding(long bytes, ScopedValue.CallableOp<R, X> work) throws X {
        Share share = take(bytes);
        try {
            return work.call();
        } finally {
            share.release();
        }
    }

    /** A part of a budget that is in use. */
    @FunctionalInterface
    interface Share {

        /** Returns the share to the budget. */
        void release();
    }
}
