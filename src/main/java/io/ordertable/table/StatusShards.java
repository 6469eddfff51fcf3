package io.ordertable.table;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Spreads the orders of one status over several partitions of {@link Table#GSI2}. A status is a hot key: a partition takes
 * 1,000 write units a second, and an index that is throttled throttles the writes to its table.
 */
public record StatusShards(int count) {

    /** The index partition that holds the order while it has the status. */
    public String partitionOf(String status, UUID orderId) {
        return Keys.status(status, shardOf(orderId));
    }

    /** All index partitions of a status. */
    public List<String> partitionsOf(String status) {
        return IntStream.range(0, count)
                .mapToObj(shard -> Keys.status(status, shard))
                .toList();
    }

    /** Stable by specification: {@link UUID#hashCode()} is the folded 128 bits. */
    private int shardOf(UUID orderId) {
        return Math.floorMod(orderId.hashCode(), count);
    }
}
