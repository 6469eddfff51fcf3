package io.ordertable.user;

import io.ordertable.table.Cursor;
import io.ordertable.table.Uuid7;
import io.ordertable.user.PersonalData.ErasedPage;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of a deleted user's personal data from orders, and how far it is.
 *
 * @param startedAt when the user was deleted
 * @param finishedAt {@code null} while it runs
 * @param last the last order that was checked
 * @param secondLook whether all orders have been checked, and only the last ones are checked again
 * @param lease identifies the instance that works on it; {@code null} when it has finished
 * @param leasedUntil when other instances may continue it
 */
record Erasure(
        UUID userId,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long ordersChecked,
        long ordersErased,
        @Nullable Cursor last,
        boolean secondLook,
        @Nullable UUID lease,
        Instant leasedUntil) {

    /** Returns the erasure for a user who is deleted now. */
    static Erasure start(UUID userId, Instant now, Instant leasedUntil) {
        return new Erasure(userId, now, null, 0, 0, null, false, UUID.randomUUID(), leasedUntil);
    }

    /** Returns whether nobody works on it, although it has not finished. */
    boolean isAbandoned(Instant now) {
        return finishedAt == null && !leasedUntil.isAfter(now);
    }

    /** Leases it to another instance. */
    Erasure takenUntil(Instant until) {
        return new Erasure(
                userId, startedAt, null, ordersChecked, ordersErased, last, secondLook, UUID.randomUUID(), until);
    }

    /** Prolongs the lease, or ends it. */
    Erasure leasedUntil(Instant until) {
        return new Erasure(userId, startedAt, null, ordersChecked, ordersErased, last, secondLook, lease, until);
    }

    /** Counts a page. A second look counts only what the first did not see. */
    Erasure after(ErasedPage page) {
        return new Erasure(
                userId,
                startedAt,
                null,
                ordersChecked + (secondLook ? page.changed() : page.checked()),
                ordersErased + (secondLook ? page.changed() : page.erased()),
                page.next(),
                secondLook,
                lease,
                leasedUntil);
    }

    /** Begins the second look, at the orders that were placed at this time or later, as soon as the lease ends. */
    Erasure lookAgain(Instant from, Instant when) {
        Cursor before = new Cursor(Uuid7.before(Uuid7.firstAt(from)));
        return new Erasure(userId, startedAt, null, ordersChecked, ordersErased, before, true, lease, when);
    }

    Erasure finish(Instant now) {
        return new Erasure(userId, startedAt, now, ordersChecked, ordersErased, null, secondLook, null, now);
    }
}
