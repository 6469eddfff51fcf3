package io.ordertable.infra.sizing;

import static io.ordertable.infra.sizing.Sizing.PARTITION_READS;
import static io.ordertable.infra.sizing.Sizing.PARTITION_WRITES;

import io.ordertable.infra.sizing.Sizing.Capacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with its indexes under a load, in steps of some seconds. A partition serves 3,000 reads and 1,000 writes a second and no more.
 * One that is busy for a minute is split: its keys, or the range of a single key. Ascending sort keys are all written at the end of
 * that range, so a split does not relieve them. A maximum may be exceeded by what was left unused in the last five minutes. What an
 * index does not take, its table does not take either.
 */
final class DynamoDbModel {

    static final int STEP_SECONDS = 10;

    private static final int BURST_SECONDS = 300;
    private static final int SPLIT_SECONDS = 60;
    private static final double BUSY = 0.8;
    private static final int NEW_WRITES = 4000;
    private static final int NEW_READS = 12_000;

    private final List<Target> targets = new ArrayList<>();

    /** The plan, or what a test makes of it: maxima and warm throughput by table or index and kind, and status shards. */
    record Plan(Map<String, Integer> maxima, Map<String, Integer> warm, int shards) {

        static Plan of(Sizing sizing) {
            Map<String, Integer> maxima = new TreeMap<>();
            Map<String, Integer> warm = new TreeMap<>();
            Map.of("table", sizing.table(), "GSI1", sizing.index("GSI1"), "GSI2", sizing.index("GSI2"))
                    .forEach((name, capacity) -> {
                        put(maxima, name, capacity);
                        put(warm, name, capacity.warm().orElse(new Capacity(NEW_READS, NEW_WRITES)));
                    });
            return new Plan(maxima, warm, sizing.statusShards());
        }

        private static void put(Map<String, Integer> units, String name, Capacity capacity) {
            units.put(name + " reads", capacity.reads());
            units.put(name + " writes", capacity.writes());
        }

        Plan withShards(int other) {
            return new Plan(maxima, warm, other);
        }

        Plan withHalfTheMaximum(String target) {
            return new Plan(half(maxima, target), warm, shards);
        }

        Plan withHalfTheWarmThroughput(String target) {
            return new Plan(maxima, half(warm, target), shards);
        }

        private static Map<String, Integer> half(Map<String, Integer> units, String target) {
            Map<String, Integer> halved = new TreeMap<>(units);
            halved.computeIfPresent(target, (name, all) -> all / 2);
            return halved;
        }
    }

    /** Distributes keys over partitions by chance, in each run the same. */
    DynamoDbModel(Sizing sizing, Plan plan) {
        Random random = new Random(1);
        add(plan, "table", Sizing.TABLE_READS, Sizing.TABLE_WRITES, List.of());
        add(plan, "GSI1", Sizing.GSI1_READS, Sizing.GSI1_WRITES, List.of());
        // An order's key is added to and removed from the shard of each status, and stays in that of the last.
        List<Double> keys = Stream.of(2, 2, 2, 1)
                .flatMap(writes -> IntStream.range(0, plan.shards())
                        .mapToObj(shard -> (double) writes / Sizing.GSI2_WRITES / plan.shards()))
                .toList();
        add(plan, "GSI2", sizing.gsi2Reads(), Sizing.GSI2_WRITES, keys);
        targets.forEach(target -> target.place(random));
    }

    private void add(Plan plan, String name, double reads, double writes, List<Double> ascending) {
        targets.add(new Target(name + " reads", reads, PARTITION_READS, plan, ascending));
        targets.add(new Target(name + " writes", writes, PARTITION_WRITES, plan, ascending));
    }

    /** Serves so many orders a second for one step. Returns the share of requests that each table or index throttled, if any. */
    Map<String, Double> serve(double orders) {
        Map<String, Double> throttled = new TreeMap<>();
        for (Target target : targets) {
            double offered = orders * target.unitsPerOrder;
            double share = 1 - target.serve(offered) / offered;
            if (share > 1e-9) {
                throttled.put(target.name, share);
            }
        }
        DoubleStream.of(throttled.getOrDefault("GSI1 writes", 0.0), throttled.getOrDefault("GSI2 writes", 0.0))
                .filter(share -> share > 0)
                .forEach(share -> throttled.merge("table writes", share, Math::max));
        return throttled;
    }

    private static final class Target {

        private final String name;
        private final double unitsPerOrder;
        private final int maximum;
        private final int limit;
        private final int firstPartitions;
        private final List<Double> ascending;
        private final List<Partition> partitions = new ArrayList<>();
        private double unused;

        Target(String name, double unitsPerOrder, int limit, Plan plan, List<Double> ascending) {
            this.name = name;
            this.unitsPerOrder = unitsPerOrder;
            this.maximum = plan.maxima().get(name);
            this.limit = limit;
            this.firstPartitions = Math.ceilDiv(plan.warm().get(name), limit);
            this.ascending = ascending;
            this.unused = (double) maximum * BURST_SECONDS;
        }

        void place(Random random) {
            IntStream.range(0, firstPartitions).forEach(i -> partitions.add(new Partition(List.of())));
            if (ascending.isEmpty()) {
                partitions.forEach(partition -> partition.add(1.0 / firstPartitions));
            }
            ascending.forEach(
                    share -> partitions.get(random.nextInt(firstPartitions)).add(share));
        }

        double serve(double offered) {
            double served = 0;
            for (int i = partitions.size() - 1; i >= 0; i--) {
                Partition partition = partitions.get(i);
                double load = offered * partition.share;
                served += Math.min(load, limit + 1e-6);
                partition.busySeconds = load > BUSY * limit ? partition.busySeconds + STEP_SECONDS : 0;
                if (partition.busySeconds >= SPLIT_SECONDS) {
                    partitions.addAll(partition.split(ascending.isEmpty()));
                }
            }
            double allowed = Math.min(served, maximum + unused / STEP_SECONDS);
            unused = Math.min(unused + (maximum - allowed) * STEP_SECONDS, (double) maximum * BURST_SECONDS);
            return allowed;
        }
    }

    private static final class Partition {

        /** The share of the load that each key has; of a table with many keys, that of all keys. */
        private final List<Double> keys;

        private double share;
        private int busySeconds;

        Partition(List<Double> keys) {
            this.keys = new ArrayList<>(keys);
            count();
        }

        void add(double key) {
            keys.add(key);
            count();
        }

        /** Keeps one half, and returns the other. */
        List<Partition> split(boolean divisible) {
            busySeconds = 0;
            if (divisible) {
                keys.set(0, keys.getFirst() / 2);
                count();
                return List.of(new Partition(keys));
            }
            List<Double> half = keys.subList(0, keys.size() / 2);
            Partition other = new Partition(half);
            half.clear();
            count();
            return other.keys.isEmpty() ? List.of() : List.of(other);
        }

        private void count() {
            share = keys.stream().mapToDouble(key -> key).sum();
        }
    }
}
