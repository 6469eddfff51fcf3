package io.ordertable.metrics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.apache.datasketches.frequencies.FrequentItemsSketch.Row;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * {@code GET /actuator/hotkeys}: the partition keys that recently were throttled most often through this instance, then those that
 * consumed most capacity. A throttled call consumes nothing, so by consumption alone a blocked key would sink.
 */
@Component
@Endpoint(id = "hotkeys")
class HotKeysEndpoint {

    private static final int MAX_KEYS = 10;

    private final RecentConsumption consumption;
    private final Properties properties;

    HotKeysEndpoint(RecentConsumption consumption, Properties properties) {
        this.consumption = consumption;
        this.properties = properties;
    }

    /**
     * Settings of {@code /actuator/hotkeys}.
     *
     * @param reveal whether keys are shown as they are instead of hashed; they contain the ids of users and orders
     */
    @ConfigurationProperties("ordertable.hotkeys")
    record Properties(@DefaultValue("false") boolean reveal) {}

    record Report(String window, boolean revealed, Map<String, Consumers> targets) implements OperationResponseBody {}

    /** The consumption of all keys of the table or an index, and the hottest keys. */
    record Consumers(double capacityUnits, List<HotKey> keys) {}

    /** A key, its throttled calls, the upper and lower bound of its consumption, and its part of the consumption of all keys. */
    record HotKey(String key, long throttledCalls, double capacityUnits, double atLeast, double share) {}

    @ReadOperation
    Report report() {
        Map<String, Consumers> targets = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            targets.put(target.tag(), consumers(consumption.keys(target), consumption.throttledKeys(target)));
        }
        return new Report(RecentConsumption.WINDOW.toString(), properties.reveal(), targets);
    }

    private Consumers consumers(FrequentItemsSketch<String> units, FrequentItemsSketch<String> throttled) {
        List<HotKey> keys = Stream.of(throttled, units)
                .flatMap(sketch -> Stream.of(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES)))
                .map(Row::getItem)
                .distinct()
                .sorted(Comparator.<String>comparingLong(throttled::getEstimate)
                        .thenComparingLong(units::getEstimate)
                        .reversed())
                .limit(MAX_KEYS)
                .map(key -> hotKey(key, units, throttled.getEstimate(key)))
                .toList();
        return new Consumers(units(units.getStreamLength()), keys);
    }

    private HotKey hotKey(String key, FrequentItemsSketch<String> units, long throttledCalls) {
        long estimate = units.getEstimate(key);
        return new HotKey(
                properties.reveal() ? key : HashedKey.of(key),
                throttledCalls,
                units(estimate),
                units(units.getLowerBound(key)),
                rounded((double) estimate / Math.max(1, units.getStreamLength())));
    }

    private static double units(long count) {
        return rounded(count * RecentConsumption.UNITS_PER_COUNT);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
