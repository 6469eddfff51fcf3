package io.ordertable.metrics;

import io.micrometer.core.instrument.Clock;
import io.ordertable.metrics.Consumption.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.springframework.stereotype.Component;

/** Keeps, in bounded memory, what calls of the last ten minutes consumed and how many were throttled, by partition key. */
@Component
public class RecentTraffic implements ConsumptionListener {

    /** How far back it looks. */
    public static final Duration WINDOW = Duration.ofMinutes(10);
    /** Sketches count in whole numbers. */
    public static final double UNITS_PER_COUNT = 0.001;

    private static final double SECONDS_PER_MINUTE = 60;
    /** A key with less than 3.5 / 512 of the consumption may be missed. */
    private static final int SKETCH_SIZE = 512;

    /** The load on the table or an index. */
    public record Load(Demand reads, Demand writes) {}

    /** Capacity units per second, on average and at the busiest time. */
    public record Demand(double average, double peak) {}

    private record Resource(Target target, Kind kind) {}

    private record Minute(
            Map<Resource, Double> units,
            Map<Target, FrequentItemsSketch<String>> keys,
            Map<Target, FrequentItemsSketch<String>> throttled) {

        Minute() {
            this(new HashMap<>(), new EnumMap<>(Target.class), new EnumMap<>(Target.class));
        }
    }

    private final NavigableMap<Long, Minute> minutes = new TreeMap<>();
    private final Clock clock;
    private final long start;

    RecentTraffic(Clock clock) {
        this.clock = clock;
        this.start = clock.monotonicTime();
    }

    /** Divides the consumption of a call equally among its items. */
    @Override
    public synchronized void consumed(Consumption consumption) {
        Minute minute = current();
        for (Consumption.Share share : consumption.shares()) {
            minute.units().merge(new Resource(share.target(), share.kind()), share.units(), Double::sum);
            List<String> keys = PartitionKeys.of(consumption.request(), consumption.response(), share.target());
            if (!keys.isEmpty()) {
                long each = Math.round(share.units() / keys.size() / UNITS_PER_COUNT);
                var sketch = minute.keys().computeIfAbsent(share.target(), target -> newSketch());
                keys.forEach(key -> sketch.update(key, each));
            }
        }
    }

    /** Counts a call once for each partition key, however many of the key's items it has. */
    @Override
    public synchronized void throttled(Target target, List<String> keys) {
        var sketch = current().throttled().computeIfAbsent(target, missing -> newSketch());
        Set.copyOf(keys).forEach(sketch::update);
    }

    /** Returns the consumption by partition key, as counts of {@link #UNITS_PER_COUNT}. */
    public FrequentItemsSketch<String> keys(Target target) {
        return merged(Minute::keys, target);
    }

    /** Returns the number of throttled calls by partition key. */
    public FrequentItemsSketch<String> throttledKeys(Target target) {
        return merged(Minute::throttled, target);
    }

    private synchronized FrequentItemsSketch<String> merged(
            Function<Minute, Map<Target, FrequentItemsSketch<String>>> sketches, Target target) {
        FrequentItemsSketch<String> merged = newSketch();
        recent().values().forEach(minute -> merged.merge(sketches.apply(minute).getOrDefault(target, newSketch())));
        return merged;
    }

    /** Returns the load on the table or an index. */
    public Load load(Target target) {
        return new Load(demand(new Resource(target, Kind.READ)), demand(new Resource(target, Kind.WRITE)));
    }

    private synchronized Demand demand(Resource resource) {
        DoubleSummaryStatistics units = recent().values().stream()
                .mapToDouble(minute -> minute.units().getOrDefault(resource, 0.0))
                .summaryStatistics();
        double average = units.getSum() / Math.max(1, covered().toSeconds());
        return new Demand(average, Math.max(average, units.getMax() / SECONDS_PER_MINUTE));
    }

    /** Returns how much time is covered: less than the window at first, and while the current minute is not over. */
    public Duration covered() {
        Duration age = age();
        return age.minusMinutes(Math.max(0, age.toMinutes() - WINDOW.toMinutes() + 1));
    }

    /** Returns a summary of all calls. */
    public Traffic summary() {
        return new Traffic(Instant.ofEpochMilli(clock.wallTime()).minus(covered()));
    }

    private Minute current() {
        return recent().computeIfAbsent(age().toMinutes(), number -> new Minute());
    }

    private NavigableMap<Long, Minute> recent() {
        minutes.headMap(age().toMinutes() - WINDOW.toMinutes(), true).clear();
        return minutes;
    }

    private Duration age() {
        return Duration.ofNanos(clock.monotonicTime() - start);
    }

    private static FrequentItemsSketch<String> newSketch() {
        return new FrequentItemsSketch<>(SKETCH_SIZE);
    }
}
