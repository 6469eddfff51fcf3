package io.ordertable.security;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.Optional;

/** Pays for the calls to DynamoDB of one request, from the budgets of its caller. */
public final class QuotaAccount {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Empty if nobody pays. */
    private static final ScopedValue<Optional<QuotaAccount>> CURRENT = ScopedValue.newInstance();

    private final Charge reads;
    private final Charge writes;

    QuotaAccount(Budget reads, Budget writes) {
        this.reads = new Charge(reads);
        this.writes = new Charge(writes);
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

    /** Charges capacity units to the current account. */
    static void charge(double readUnits, double writeUnits) {
        current().ifPresent(account -> {
            account.reads.use(Budget.tokens(readUnits));
            account.writes.use(Budget.tokens(writeUnits));
        });
    }

    /** Runs the work on this account, and settles it. */
    <R, X extends Throwable> R payFor(ScopedValue.CallableOp<R, X> work) throws X {
        try {
            return ScopedValue.where(CURRENT, Optional.of(this)).call(work);
        } finally {
            reads.settle();
            writes.settle();
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
