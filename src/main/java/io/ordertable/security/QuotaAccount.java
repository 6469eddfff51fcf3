package io.ordertable.security;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Pays for the calls to DynamoDB of one request, from the budgets of its caller. */
public final class QuotaAccount {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Empty if nobody pays. */
    private static final ScopedValue<Optional<QuotaAccount>> CURRENT = ScopedValue.newInstance();

    private final Charge reads;
    private final Charge writes;
    private final Semaphore requests;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger throttled = new AtomicInteger();
    private boolean begun;

    QuotaAccount(Budget reads, Budget writes, Semaphore requests) {
        this.reads = new Charge(reads);
        this.writes = new Charge(writes);
        this.requests = requests;
    }

    static Optional<QuotaAccount> current() {
        return CURRENT.orElse(Optional.empty());
    }

    /** Returns the same work with the current account, for another thread to run. */
    public static Runnable carriedTo(Runnable work) {
        Optional<QuotaAccount> account = current();
        return () -> ScopedValue.where(CURRENT, account).run(work);
    }

    /** Waits until the current account is no longer overdrawn, or the deadline is near, and returns whether there is credit. */
    public static boolean awaitCredit() {
        Optional<QuotaAccount> account = current();
        boolean inTime = true;
        while (inTime && account.isPresent() && account.get().isOverdrawn()) {
            inTime = Deadline.pause(PAUSE);
        }
        return inTime;
    }

    /**
     * What a request has used so far.
     *
     * @param calls the calls that DynamoDB has answered
     * @param throttled the attempts that it has throttled
     */
    public record Usage(double readUnits, double writeUnits, int calls, int throttled) {}

    /** Returns what the current request has used so far, if it has an account. */
    public static Optional<Usage> usage() {
        return current()
                .map(account -> new Usage(
                        account.reads.usedUnits(),
                        account.writes.usedUnits(),
                        account.calls.get(),
                        account.throttled.get()));
    }

    /** Counts a throttled attempt. */
    static void countThrottled() {
        current().ifPresent(account -> account.throttled.incrementAndGet());
    }

    /** Charges the capacity units of a call to the current account. */
    static void charge(double readUnits, double writeUnits) {
        current().ifPresent(account -> {
            account.calls.incrementAndGet();
            account.reads.use(Budget.tokens(readUnits));
            account.writes.use(Budget.tokens(writeUnits));
        });
    }

    /** Waits until fewer requests of the caller are handled than may be at once, but not for long, and returns whether it is so. */
    boolean begin() {
        try {
            begun = requests.tryAcquire(Deadline.atMost(LONGEST_WAIT).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return begun;
    }

    /** Runs the work on this account, and settles it. */
    <R, X extends Throwable> R payFor(ScopedValue.CallableOp<R, X> work) throws X {
        try {
            return ScopedValue.where(CURRENT, Optional.of(this)).call(work);
        } finally {
            reads.settle();
            writes.settle();
            if (begun) {
                requests.release();
            }
        }
    }

    Charge reads() {
        return reads;
    }

    Charge writes() {
        return writes;
    }

    private boolean isOverdrawn() {
        return reads.budget().nanosOverdrawn() > 0 || writes.budget().nanosOverdrawn() > 0;
    }
}
