package io.ordertable.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/hotkeys}: the partition keys that recently consumed most capacity through this instance. */
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

    /** The consumption of all keys of the table or an index, and the keys that consumed most. */
    record Consumers(double capacityUnits, List<HotKey> keys) {}

    /** A key, the upper and lower bound of its consumption, and its part of the consumption of all keys. */
    record HotKey(String key, double capacityUnits, double atLeast, double share) {}

    @ReadOperation
    Report report() {
        Map<String, Consumers> targets = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            targets.put(target.tag(), consumers(consumption.keys(target)));
        }
        return new Report(RecentConsumption.WINDOW.toString(), properties.reveal(), targets);
    }

    private Consumers consumers(FrequentItemsSketch<String> sketch) {
        long total = sketch.getStreamLength();
        List<HotKey> keys = Stream.of(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
                .limit(MAX_KEYS)
                .map(row -> new HotKey(
                        properties.reveal() ? row.getItem() : HashedKey.of(row.getItem()),
                        units(row.getEstimate()),
                        units(row.getLowerBound()),
                        rounded((double) row.getEstimate() / total)))
                .toList();
        return new Consumers(units(total), keys);
    }

    private static double units(long count) {
        return rounded(count * RecentConsumption.UNITS_PER_COUNT);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
