package io.ordertable.expert;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How long attempts of calls take, in milliseconds.
 *
 * @param count since the start
 * @param mean since the start
 * @param percentiles of the last minutes
 * @param max of the last minutes
 */
record Attempts(
        String operation,
        String target,
        String outcome,
        long count,
        double mean,
        Map<Double, Double> percentiles,
        double max) {

    /** Returns the attempts of each kind, the most frequent first. */
    static List<Attempts> of(MeterRegistry registry) {
        return registry.find("dynamodb.request").timers().stream()
                .map(Attempts::of)
                .sorted(Comparator.comparingLong(Attempts::count).reversed())
                .toList();
    }

    private static Attempts of(Timer timer) {
        HistogramSnapshot snapshot = timer.takeSnapshot();
        Map<Double, Double> percentiles = new TreeMap<>();
        for (var value : snapshot.percentileValues()) {
            percentiles.put(value.percentile(), CapacityPlan.rounded(value.value(TimeUnit.MILLISECONDS), 100));
        }
        return new Attempts(
                tag(timer, "operation"),
                tag(timer, "target"),
                tag(timer, "outcome"),
                snapshot.count(),
                CapacityPlan.rounded(snapshot.mean(TimeUnit.MILLISECONDS), 100),
                percentiles,
                CapacityPlan.rounded(snapshot.max(TimeUnit.MILLISECONDS), 100));
    }

    private static String tag(Timer timer, String name) {
        return Objects.requireNonNull(timer.getId().getTag(name));
    }
}
