package io.ordertable.infra.sizing;

import java.util.*;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The size of everything that depends on the load: orders a second, on average over a month and in the busiest minute.
 *
 * <p><b>Writes.</b> An order's life is 20 write units: it is placed with an idempotency key (6 units of the table, 1 of each index) and
 * changes its status three times (1 unit of the table, 1 of GSI1, 2 of GSI2, where its key changes).
 *
 * <p><b>Reads.</b> For each order, customers read single orders six times, two pages of a user's orders and one profile. Staff change
 * the status by the order's id, and find the orders to change in lists by status, 100 on a page.
 *
 * <p>Capacity is for a quarter more than the peak, for retries and what is uneven within a minute. Cost is for the average.
 */
public record Sizing(double averageOrders, double peakOrders) {

    static final double HEADROOM = 1.25;

    static final int STATUS_CHANGES = 3;
    static final int TABLE_WRITES = 6 + STATUS_CHANGES;
    static final int GSI1_WRITES = 1 + STATUS_CHANGES;
    static final int GSI2_WRITES = 1 + 2 * STATUS_CHANGES;
    static final int ORDER_WRITES = TABLE_WRITES + GSI1_WRITES + GSI2_WRITES;

    /** Pages of lists by status for each order. */
    static final double STATUS_PAGES = STATUS_CHANGES / 100.0;

    static final double REQUESTS = 1 + STATUS_CHANGES + 6 + 2 + 1 + STATUS_PAGES;

    /** Six orders, two pages of 20 orders of 1 KB, a profile, and the orders on pages by status. */
    static final double TABLE_READS = 6 + 2 * 2.5 + 0.5 + STATUS_PAGES * 100;

    static final double GSI1_READS = STATUS_CHANGES * 0.5;

    /** Created, and each change of status. */
    static final int EVENTS = 1 + STATUS_CHANGES;

    /** A created order is published in two forms. */
    static final int MESSAGES = EVENTS + 1;

    /** Events a second that one invocation of the function publishes. Not measured yet. */
    static final int PUBLISHED_EVENTS = 250;

    /** The utilization at which tasks are added. */
    public static final int CPU_TARGET_PERCENT = 60;

    /** Requests a second of a vCPU in the service's benchmark. */
    private static final int VCPU_REQUESTS = 2000;

    /** While an order has a status, its key is added to a shard, and removed from it. */
    private static final int SHARD_WRITES = 2;

    static final int PARTITION_WRITES = 1000;
    static final int PARTITION_READS = 3000;

    /** What a new on-demand table or index takes at once. */
    private static final Capacity UNWARMED = new Capacity(12_000, 4_000);

    /** Enough for lists, imports and health checks of an environment that is hardly used. */
    private static final Capacity LEAST = new Capacity(200, 100);

    /** Read and write units a second of a table or an index. */
    public record Capacity(int reads, int writes) {

        private Capacity atLeast(Capacity other) {
            return new Capacity(Math.max(reads, other.reads), Math.max(writes, other.writes));
        }

        /** Returns what the headroom leaves at the peak. */
        public Capacity headroom() {
            return new Capacity((int) (reads - reads / HEADROOM), (int) (writes - writes / HEADROOM));
        }

        /** Returns the warm throughput to ask for; empty if a new table takes as much anyway. */
        public Optional<Capacity> warm() {
            return Optional.of(atLeast(UNWARMED)).filter(warm -> !warm.equals(UNWARMED));
        }
    }

    /** The tasks of the service: CPU units and MiB of each, and how many. */
    public record Tasks(int cpu, int memory, int min, int max) {

        /** Returns the requests in a minute at which a task reaches {@link #CPU_TARGET_PERCENT}. */
        public int requestsPerMinute() {
            return cpu * VCPU_REQUESTS / 1024 * CPU_TARGET_PERCENT * 60 / 100;
        }
    }

    /** A quota that AWS has to raise, because by default it is lower than what is needed. */
    public record Quota(String service, String name, long needed, long byDefault) {}

    public Sizing {
        if (averageOrders <= 0 || averageOrders > peakOrders) {
            throw new IllegalArgumentException(
                    "The average of orders a second must be above 0 and not above the peak, unlike %s and %s"
                            .formatted(averageOrders, peakOrders));
        }
    }

    /** Returns the maximum of the table. */
    public Capacity table() {
        return capacity(TABLE_READS, TABLE_WRITES);
    }

    /** Returns the maximum of an index, which throttles the table's writes if it is too small. */
    public Capacity index(String name) {
        return switch (name) {
            case "GSI1" -> capacity(GSI1_READS, GSI1_WRITES);
            case "GSI2" -> capacity(gsi2Reads(), GSI2_WRITES);
            default -> throw new IllegalArgumentException("There is no index " + name);
        };
    }

    /** Returns how many status shards are needed. Keys ascend, so a partition cannot be split where they are written. */
    public int statusShards() {
        return up(SHARD_WRITES * peakOrders * HEADROOM / PARTITION_WRITES);
    }

    /** Returns the tasks, at least two for two zones. A few are small, so that one more is a small step. */
    public Tasks tasks() {
        int cpu = vcpus(peakOrders) <= 0.5 ? 512 : 1024;
        while (cpu < 4096 && tasks(peakOrders, cpu) > 8) {
            cpu *= 2;
        }
        return new Tasks(cpu, 2 * cpu, tasks(averageOrders, cpu), tasks(peakOrders, cpu));
    }

    /** Returns how many batches of one partition are published at a time, for twice the events of the peak. */
    public int parallelizationFactor() {
        return Math.clamp(up(2 * EVENTS * peakOrders / streamPartitions() / PUBLISHED_EVENTS), 1, 10);
    }

    /** Returns the quotas that have to be asked for, in a region with the defaults of eu-west-1. */
    public List<Quota> quotas() {
        return Stream.of(
                        new Quota("DynamoDB", "read units of a table or index", most(Capacity::reads), 40_000),
                        new Quota("DynamoDB", "write units of a table or index", most(Capacity::writes), 40_000),
                        new Quota("SNS", "messages published a second", up(MESSAGES * peakOrders * HEADROOM), 9_000),
                        new Quota("Lambda", "concurrent executions", concurrentPublications(), 1_000),
                        // A deployment starts as many new tasks as there are old ones.
                        new Quota("Fargate", "On-Demand vCPUs", 2L * tasks().max() * tasks().cpu() / 1024, 6))
                .filter(quota -> quota.needed() > quota.byDefault())
                .toList();
    }

    int concurrentPublications() {
        return streamPartitions() * parallelizationFactor();
    }

    /** Each partition of the table is a shard of the stream. */
    private int streamPartitions() {
        Capacity table = table().atLeast(UNWARMED);
        return up(Math.max(table.reads / (double) PARTITION_READS, table.writes / (double) PARTITION_WRITES));
    }

    /** Of a shard, a page reads 25 keys for half a unit; of few shards it reads more keys. */
    double gsi2Reads() {
        return STATUS_PAGES * Math.max(6, statusShards() * 0.5);
    }

    private Capacity capacity(double reads, double writes) {
        double peak = peakOrders * HEADROOM;
        return new Capacity(up(reads * peak), up(writes * peak)).atLeast(LEAST);
    }

    private long most(ToIntFunction<Capacity> units) {
        return Stream.of(table(), index("GSI1"), index("GSI2"))
                .mapToInt(units)
                .max()
                .orElseThrow();
    }

    private static double vcpus(double orders) {
        return orders * REQUESTS * 100 / CPU_TARGET_PERCENT / VCPU_REQUESTS;
    }

    private static int tasks(double orders, int cpu) {
        return Math.max(2, up(vcpus(orders) * 1024 / cpu));
    }

    /** Rounds up, but not because of the last digit of a double. */
    private static int up(double value) {
        return (int) Math.ceil(value - 1e-6);
    }
}
