package io.ordertable.order;

import io.ordertable.table.Cursor;
import io.ordertable.table.Uuid7;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range of order ids. As ids contain the time, it is a range of time too, and of sort keys.
 *
 * @param first the least id
 * @param last the greatest id
 * @param newestFirst the direction in which the range is read
 */
record IdRange(UUID first, UUID last, boolean newestFirst) {

    /** Returns the ids of the orders placed in a period, both ends included. A missing end is open. */
    static IdRange between(@Nullable Instant from, @Nullable Instant to, boolean newestFirst) {
        return new IdRange(
                Uuid7.firstAt(from == null ? Instant.MIN : from),
                Uuid7.lastAt(to == null ? Instant.MAX : to),
                newestFirst);
    }

    /** Returns the rest of the range after a cursor. */
    IdRange after(@Nullable Cursor cursor) {
        if (cursor == null) {
            return this;
        }
        return newestFirst
                ? new IdRange(first, lesser(last, Uuid7.before(cursor.lastId())), true)
                : new IdRange(greater(first, Uuid7.after(cursor.lastId())), last, false);
    }

    /** Returns the ids that are in both ranges, in the direction of this one. */
    IdRange within(IdRange other) {
        return new IdRange(greater(first, other.first), lesser(last, other.last), newestFirst);
    }

    /** Returns whether the range is empty. DynamoDB rejects a BETWEEN with such ends. */
    boolean isEmpty() {
        return compare(first, last) > 0;
    }

    private static UUID lesser(UUID a, UUID b) {
        return compare(a, b) <= 0 ? a : b;
    }

    private static UUID greater(UUID a, UUID b) {
        return compare(a, b) >= 0 ? a : b;
    }

    /** Compares as the texts do; {@link UUID#compareTo} is signed. */
    private static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
