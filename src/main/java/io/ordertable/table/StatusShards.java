package io.ordertable.table;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Spreads the orders of one status over several partitions of {@link TableItem#GSI2}, because a partition takes 1,000 write units a
 * second, and an index that throttles throttles the writes to its table.
 */
public record StatusShards(int count) {

    /** Returns the partition that holds the order while it has the status. */
    public String partitionOf(String status, UUID orderId) {
        // UUID specifies its hash code, so an order stays in its shard.
        return Keys.status(status, Math.floorMod(orderId.hashCode(), count));
    }

    /** Returns all partitions of a status. */
    public List<String> partitionsOf(String status) {
        return IntStream.range(0, count)
                .mapToObj(shard -> Keys.status(status, shard))
                .toList();
    }
}
