package io.ordertable.metrics.hotkeys;

import io.ordertable.metrics.KeyLabel;
import io.ordertable.metrics.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/hotkeys}: the partition keys that consumed most of late, as this instance saw it. */
@Component
@Endpoint(id = "hotkeys")
class HotKeysEndpoint {

    private final HotKeys hotKeys;
    private final HotKeysProperties properties;

    HotKeysEndpoint(HotKeys hotKeys, HotKeysProperties properties) {
        this.hotKeys = hotKeys;
        this.properties = properties;
    }

    /**
     * The report.
     *
     * @param window how far it looks back
     * @param revealed whether keys are shown as they are
     * @param targets the table and each index
     */
    record Report(String window, boolean revealed, Map<String, Consumers> targets) implements OperationResponseBody {}

    /**
     * What consumes capacity of the table or an index.
     *
     * @param capacityUnits of all keys together
     * @param keys the keys that consumed most, most first
     */
    record Consumers(double capacityUnits, List<HotKey> keys) {}

    /**
     * A key.
     *
     * @param key the partition key or its hash
     * @param capacityUnits what it consumed at most
     * @param atLeast what it consumed at least
     * @param share its part of what all keys consumed, 0 to 1
     */
    record HotKey(String key, double capacityUnits, double atLeast, double share) {}

    @ReadOperation
    Report report() {
        Map<String, Consumers> targets = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            targets.put(target.tag(), consumers(hotKeys.of(target)));
        }
        return new Report(properties.window().toString(), properties.reveal(), targets);
    }

    private Consumers consumers(KeySketch sketch) {
        double total = sketch.total();
        List<HotKey> keys = sketch.top(properties.top()).stream()
                .map(estimate -> new HotKey(
                        properties.reveal() ? estimate.key() : KeyLabel.hashed(estimate.key()),
                        rounded(estimate.units()),
                        rounded(estimate.atLeast()),
                        rounded(estimate.units() / total)))
                .toList();
        return new Consumers(rounded(total), keys);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
