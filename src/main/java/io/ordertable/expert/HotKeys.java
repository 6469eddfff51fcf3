package io.ordertable.expert;

import io.ordertable.metrics.HashedKey;
import io.ordertable.metrics.RecentTraffic;
import io.ordertable.metrics.Target;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.apache.datasketches.frequencies.FrequentItemsSketch.Row;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * Finds the partition keys that recently were throttled most often through this instance, then those that consumed most capacity. A
 * throttled call consumes nothing, so by consumption alone a blocked key would sink.
 */
@Component
class HotKeys {

    private static final int MAX_KEYS = 10;

    private final RecentTraffic traffic;
    private final Properties properties;

    HotKeys(RecentTraffic traffic, Properties properties) {
        this.traffic = traffic;
        this.properties = properties;
    }

    /**
     * Settings of the report.
     *
     * @param reveal whether keys are shown as they are instead of hashed; they contain the ids of users and orders
     */
    @ConfigurationProperties("ordertable.hotkeys")
    record Properties(@DefaultValue("false") boolean reveal) {}

    /** The consumption of all keys of the table or an index, and the hottest keys. */
    record Consumers(double capacityUnits, List<HotKey> keys) {}

    /** A key, its throttled calls, the upper and lower bound of its consumption, and its part of the consumption of all keys. */
    record HotKey(String key, long throttledCalls, double capacityUnits, double atLeast, double share) {}

    /** Returns the hottest keys of the table and each index, by its name. */
    Map<String, Consumers> report() {
        Map<String, Consumers> targets = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            targets.put(target.tag(), consumers(traffic.keys(target), traffic.throttledKeys(target), this::shown));
        }
        return targets;
    }

    /** Returns the part of the status index's consumption that the busiest status has, over all its shards. */
    double busiestStatus() {
        return busiestStatus(traffic.keys(Target.GSI2));
    }

    static double busiestStatus(FrequentItemsSketch<String> units) {
        return Stream.of(units.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
                .collect(Collectors.groupingBy(
                        row -> row.getItem().substring(0, row.getItem().lastIndexOf('#')),
                        Collectors.summingLong(Row::getEstimate)))
                .values()
                .stream()
                .mapToDouble(count -> Math.min(1, (double) count / units.getStreamLength()))
                .max()
                .orElse(0);
    }

    /** Returns how a key is shown. */
    String shown(String key) {
        return properties.reveal() ? key : HashedKey.of(key);
    }

    static Consumers consumers(
            FrequentItemsSketch<String> units, FrequentItemsSketch<String> throttled, UnaryOperator<String> shown) {
        List<HotKey> keys = Stream.of(throttled, units)
                .flatMap(sketch -> Stream.of(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)))
                .map(Row::getItem)
                .distinct()
                .sorted(Comparator.<String>comparingLong(throttled::getEstimate)
                        .thenComparingLong(units::getEstimate)
                        .reversed())
                .limit(MAX_KEYS)
                .map(key -> new HotKey(
                        shown.apply(key),
                        throttled.getEstimate(key),
                        units(units.getEstimate(key)),
                        units(units.getLowerBound(key)),
                        CapacityPlan.rounded(
                                (double) units.getEstimate(key) / Math.max(1, units.getStreamLength()), 100)))
                .toList();
        return new Consumers(units(units.getStreamLength()), keys);
    }

    private static double units(long count) {
        return CapacityPlan.rounded(count * RecentTraffic.UNITS_PER_COUNT, 100);
    }
}
