package io.ordertable.order;

import io.ordertable.table.Cursor;
import io.ordertable.table.Uuid7;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range of orders by time, which is a range of ids and so of sort keys.
 *
 * @param first the least id in it
 * @param last the greatest id in it
 * @param newestFirst the direction in which it is read
 */
record OrderRange(UUID first, UUID last, boolean newestFirst) {

    /** The orders placed in this period, both ends included; a missing end is open. */
    static OrderRange between(@Nullable Instant from, @Nullable Instant to, boolean newestFirst) {
        return new OrderRange(
                Uuid7.firstAt(from == null ? Instant.MIN : from),
                Uuid7.lastAt(to == null ? Instant.MAX : to),
                newestFirst);
    }

    /** What is left of the range behind the cursor. */
    OrderRange after(@Nullable Cursor cursor) {
        if (cursor == null) {
            return this;
        }
        return newestFirst
                ? new OrderRange(first, lesser(last, Uuid7.before(cursor.lastId())), true)
                : new OrderRange(greater(first, Uuid7.after(cursor.lastId())), last, false);
    }

    /** DynamoDB refuses a BETWEEN whose ends are the wrong way round, so an empty range is not asked for. */
    boolean isEmpty() {
        return compare(first, last) > 0;
    }

    private static UUID lesser(UUID a, UUID b) {
        return compare(a, b) <= 0 ? a : b;
    }

    private static UUID greater(UUID a, UUID b) {
        return compare(a, b) >= 0 ? a : b;
    }

    /** As the texts compare; {@link UUID#compareTo} is signed. */
    private static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
