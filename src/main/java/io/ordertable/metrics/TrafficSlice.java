package io.ordertable.metrics;

import static java.lang.Boolean.TRUE;

import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.metrics.Consumption.Share;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The traffic of five minutes. Not thread-safe. */
final class TrafficSlice {

    static final int MINUTES = 5;

    /** A key with less than 3.5 / 512 of the consumption may be missed. */
    private static final int SKETCH_SIZE = 512;

    private final double[][][] units = new double[Target.values().length][Kind.values().length][MINUTES];
    private final Map<Target, FrequentItemsSketch<String>> keys = new EnumMap<>(Target.class);
    private final Map<Throttling, Throttled> throttles = new HashMap<>();
    private final ItemSizes sizes = new ItemSizes();
    private double consistentReads;
    private Traffic.Filtered filtered = Traffic.Filtered.NONE;

    /** Attempts that were throttled for one reason, since the first of them, and their keys. */
    static final class Throttled {

        private final Instant since;
        private final FrequentItemsSketch<String> keys = newSketch();
        private long attempts;

        private Throttled(Instant since) {
            this.since = since;
        }

        Instant since() {
            return since;
        }

        FrequentItemsSketch<String> keys() {
            return keys;
        }

        long attempts() {
            return attempts;
        }
    }

    static FrequentItemsSketch<String> newSketch() {
        return new FrequentItemsSketch<>(SKETCH_SIZE);
    }

    /** Adds what a call consumed in one of the minutes, divided equally among its items. */
    void add(Consumption consumption, int minute) {
        boolean consistent = isConsistent(consumption.request());
        for (Share share : consumption.shares()) {
            units[share.target().ordinal()][share.kind().ordinal()][minute] += share.units();
            consistentReads += consistent && share.target() == Target.TABLE ? share.units() : 0;
            List<String> used = PartitionKeys.of(consumption.request(), consumption.response(), share.target());
            if (!used.isEmpty()) {
                long each = Math.round(share.units() / used.size() / RecentTraffic.UNITS_PER_COUNT);
                var sketch = keys.computeIfAbsent(share.target(), target -> newSketch());
                used.forEach(key -> sketch.update(key, each));
            }
        }
        if (consumption.request() instanceof QueryRequest query
                && query.filterExpression() != null
                && consumption.response() instanceof QueryResponse page) {
            filtered = filtered.plus(new Traffic.Filtered(1, page.scannedCount(), page.count()));
        }
        sizes.add(consumption);
    }

    void addThrottled(Throttling cause, Instant now, Collection<String> distinctKeys) {
        Throttled throttled = throttles.computeIfAbsent(cause, first -> new Throttled(now));
        throttled.attempts++;
        distinctKeys.forEach(throttled.keys::update);
    }

    double[] unitsByMinute(Target target, Kind kind) {
        return units[target.ordinal()][kind.ordinal()];
    }

    FrequentItemsSketch<String> keys(Target target) {
        return keys.getOrDefault(target, newSketch());
    }

    Map<Throttling, Throttled> throttles() {
        return throttles;
    }

    ItemSizes sizes() {
        return sizes;
    }

    double consistentReads() {
        return consistentReads;
    }

    Traffic.Filtered filtered() {
        return filtered;
    }

    private static boolean isConsistent(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> TRUE.equals(get.consistentRead());
            case QueryRequest query -> TRUE.equals(query.consistentRead());
            case BatchGetItemRequest batch ->
                batch.requestItems().values().stream().anyMatch(keys -> TRUE.equals(keys.consistentRead()));
            default -> false;
        };
    }
}
