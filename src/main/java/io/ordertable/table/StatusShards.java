package io.ordertable.table;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Spreads the orders of one status over several partitions of {@link TableItem#GSI2}, because a partition takes 1,000 write units a
 * second, and an index that throttles throttles the writes to its table. Both numbers can grow while the service runs.
 *
 * @param read how many partitions are read, 1 to 512: at least as many as any instance writes, or has ever written
 * @param write how many partitions an order is written to, when it is placed and when its status changes
 */
@Validated
@ConfigurationProperties("ordertable.table.status-shards")
public record StatusShards(
        @DefaultValue("4") @Min(1) @Max(512) int read,
        @DefaultValue("4") @Min(1) int write) {

    public StatusShards {
        if (write > read) {
            throw new IllegalArgumentException("ordertable.table.status-shards.write must not be above read");
        }
    }

    /** Returns the partition that the order is written to when it gets the status. */
    public String partitionOf(String status, UUID orderId) {
        // UUID specifies its hash code, so all instances write to the same partition.
        return Keys.status(status, Math.floorMod(orderId.hashCode(), write));
    }

    /** Returns all partitions of a status. */
    public List<String> partitionsOf(String status) {
        return IntStream.range(0, read)
                .mapToObj(shard -> Keys.status(status, shard))
                .toList();
    }
}
