package io.ordertable.metrics;

import io.ordertable.metrics.RecentTraffic.Load;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What this instance did with the table in the last hour.
 *
 * @param since from when on calls count
 * @param load the load on the table and each index, by its name
 * @param throttles throttled attempts, those with the most first
 * @param reads read units of the table
 * @param filtered queries with filters
 * @param items the sizes of written items
 * @param clock how far the clock is ahead of DynamoDB's; {@code null} if that is unknown
 */
public record Traffic(
        Instant since,
        Map<String, Load> load,
        List<Throttle> throttles,
        Reads reads,
        Filtered filtered,
        Items items,
        @Nullable ClockOffset clock) {

    /**
     * Attempts that were throttled for one reason.
     *
     * @param target the table or the index that had no capacity left
     * @param since when the first was
     * @param key the key that most of them used, if keys are known
     * @param share the part of the attempts that used this key
     */
    public record Throttle(
            String target,
            String reason,
            long attempts,
            Instant since,
            @Nullable String key,
            double share) {}

    /** Read units of the table by consistency, and write units of the table, to compare them with. */
    public record Reads(double consistentUnits, double eventualUnits, double writeUnits) {}

    /** Items that queries with filters read, and those that they returned. */
    public record Filtered(long queries, long read, long returned) {

        static final Filtered NONE = new Filtered(0, 0, 0);

        Filtered plus(Filtered other) {
            return new Filtered(queries + other.queries, read + other.read, returned + other.returned);
        }
    }

    /**
     * The sizes of items, of a sample of all writes.
     *
     * @param sampled how many items were measured
     * @param units the write units that they cost
     * @param justOver how many of them would cost a unit less if they were a tenth of a kilobyte smaller
     * @param largest the size of the largest item that was written or read, in bytes. Large items are always measured
     * @param key the partition key of that item
     */
    public record Items(
            long sampled,
            long units,
            long justOver,
            int largest,
            @Nullable String key) {

        static final Items NONE = new Items(0, 0, 0, 0, null);

        Items plus(Items other) {
            return new Items(
                    sampled + other.sampled,
                    units + other.units,
                    justOver + other.justOver,
                    Math.max(largest, other.largest),
                    largest > other.largest ? key : other.key);
        }

        Items shown(UnaryOperator<String> function) {
            return new Items(sampled, units, justOver, largest, key == null ? null : function.apply(key));
        }
    }

    /** By how many seconds the clock of this instance is ahead of DynamoDB's; negative if it is behind. */
    public record ClockOffset(long seconds, Instant measured) {}
}
