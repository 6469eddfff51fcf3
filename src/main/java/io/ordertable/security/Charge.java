package io.ordertable.security;

import io.github.bucket4j.ConsumptionProbe;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one request takes from a budget: a reservation before it starts, what exceeds it as soon as DynamoDB reports it, and the
 * rest of the reservation back at the end. Charges come from any thread, even after the end.
 */
final class Charge {

    private final Budget budget;
    private final AtomicLong used = new AtomicLong();
    private long reserved;

    Charge(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** Reserves tokens, at most as many as the budget can hold, before other threads take part in the request. */
    ConsumptionProbe reserve(long tokens) {
        long amount = Math.min(tokens, budget.capacity());
        ConsumptionProbe reservation = budget.reserve(amount);
        reserved = reservation.isConsumed() ? amount : 0;
        return reservation;
    }

    void use(long tokens) {
        long after = used.addAndGet(tokens);
        long excess = Math.min(tokens, after - reserved);
        if (excess > 0) {
            budget.take(excess);
        }
    }

    double usedUnits() {
        return Budget.units(used.get());
    }

    void settle() {
        long unused = reserved - used.getAndUpdate(before -> Math.max(before, reserved));
        if (unused > 0) {
            budget.giveBack(unused);
        }
    }
}
