package io.ordertable.metrics;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Clock;
import io.ordertable.metrics.Consumption.Kind;
import io.ordertable.metrics.Traffic.ClockOffset;
import io.ordertable.metrics.Traffic.Throttle;
import io.ordertable.metrics.TrafficSlice.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Keeps, in bounded memory, what calls of the last hour consumed and how many were throttled, by partition key. */
@Component
public class RecentTraffic implements ConsumptionListener {

    /** Sketches count in whole numbers. */
    public static final double UNITS_PER_COUNT = 0.001;

    private static final Duration SLICE = Duration.ofMinutes(TrafficSlice.MINUTES);
    private static final int SLICES = 12;
    private static final double SECONDS_PER_MINUTE = 60;

    private final NavigableMap<Long, TrafficSlice> slices = new TreeMap<>();
    private final Clock clock;
    private final long start;

    private @Nullable ClockOffset offset;
    private boolean offsetIsOld = true;
    private long minute;

    RecentTraffic(Clock clock) {
        this.clock = clock;
        this.start = clock.monotonicTime();
    }

    /** The load on the table or an index. */
    public record Load(Demand reads, Demand writes) {}

    /** Capacity units per second, on average and at the busiest time. */
    public record Demand(double average, double peak) {}

    @Override
    public synchronized void consumed(Consumption consumption) {
        long now = age().toMinutes();
        current().add(consumption, (int) (now % TrafficSlice.MINUTES));
        if (offsetIsOld || now != minute) {
            minute = now;
            measureClock(consumption.http());
        }
    }

    /** Counts a call once for each partition key, however many of the key's items it has. */
    @Override
    public synchronized void throttled(Throttling cause, List<String> keys) {
        current().addThrottled(cause, now(), Set.copyOf(keys));
    }

    /** Returns the consumption by partition key, as counts of {@link #UNITS_PER_COUNT}. */
    public synchronized FrequentItemsSketch<String> keys(Target target) {
        return merged(recent().map(slice -> slice.keys(target)));
    }

    /** Returns the number of throttled calls by partition key. */
    public synchronized FrequentItemsSketch<String> throttledKeys(Target target) {
        return merged(recent().flatMap(slice -> slice.throttles().entrySet().stream())
                .filter(throttled -> throttled.getKey().target() == target)
                .map(throttled -> throttled.getValue().keys()));
    }

    /** Returns the load on the table or an index. */
    public synchronized Load load(Target target) {
        return new Load(demand(target, Kind.READ), demand(target, Kind.WRITE));
    }

    /** Returns how much time is covered: less than an hour at first, and while the current five minutes are not over. */
    public Duration covered() {
        return age().minus(SLICE.multipliedBy(Math.max(0, number() - SLICES + 1)));
    }

    /**
     * Returns a summary, with the keys that calls used as the function shows them. The next call measures the clock again.
     */
    public synchronized Traffic summary(UnaryOperator<String> shown) {
        offsetIsOld = true;
        double consistent = recent().mapToDouble(TrafficSlice::consistentReads).sum();
        return new Traffic(
                now().minus(covered()).truncatedTo(ChronoUnit.SECONDS),
                Stream.of(Target.values()).collect(toMap(Target::tag, this::load)),
                throttles(shown),
                new Traffic.Reads(
                        consistent,
                        units(Target.TABLE, Kind.READ).sum() - consistent,
                        units(Target.TABLE, Kind.WRITE).sum()),
                recent().map(TrafficSlice::filtered).reduce(Traffic.Filtered.NONE, Traffic.Filtered::plus),
                recent().map(slice -> slice.sizes().summary())
                        .reduce(Traffic.Items.NONE, Traffic.Items::plus)
                        .shown(shown),
                offset);
    }

    private List<Throttle> throttles(UnaryOperator<String> shown) {
        Map<Throttling, List<Throttled>> byCause = new HashMap<>();
        recent().forEach(slice -> slice.throttles()
                .forEach((cause, throttled) -> byCause.computeIfAbsent(cause, first -> new ArrayList<>())
                        .add(throttled)));
        return byCause.entrySet().stream()
                .map(cause -> throttle(cause.getKey(), cause.getValue(), shown))
                .sorted(Comparator.comparingLong(Throttle::attempts).reversed())
                .toList();
    }

    private static Throttle throttle(Throttling cause, List<Throttled> slices, UnaryOperator<String> shown) {
        long attempts = slices.stream().mapToLong(Throttled::attempts).sum();
        var keys = merged(slices.stream().map(Throttled::keys)).getFrequentItems(ErrorType.NO_FALSE_NEGATIVES);
        return new Throttle(
                cause.target().tag(),
                cause.reason(),
                attempts,
                slices.getFirst().since(),
                keys.length == 0 ? null : shown.apply(keys[0].getItem()),
                keys.length == 0 ? 0 : Math.min(1, (double) keys[0].getEstimate() / attempts));
    }

    private Demand demand(Target target, Kind kind) {
        DoubleSummaryStatistics units = units(target, kind).summaryStatistics();
        double average = units.getSum() / Math.max(1, covered().toSeconds());
        return new Demand(average, Math.max(average, units.getMax() / SECONDS_PER_MINUTE));
    }

    private DoubleStream units(Target target, Kind kind) {
        return recent().flatMapToDouble(slice -> DoubleStream.of(slice.unitsByMinute(target, kind)));
    }

    /** DynamoDB's time is cut to a second, so it is half a second later on average. */
    private void measureClock(@Nullable SdkHttpResponse response) {
        offsetIsOld = false;
        Optional.ofNullable(response)
                .flatMap(http -> http.firstMatchingHeader("Date"))
                .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
                .map(theirs -> Duration.between(theirs.plusMillis(500), now()))
                .ifPresent(ahead -> offset = new ClockOffset(Math.round(ahead.toMillis() / 1_000.0), now()));
    }

    private static FrequentItemsSketch<String> merged(Stream<FrequentItemsSketch<String>> sketches) {
        FrequentItemsSketch<String> merged = TrafficSlice.newSketch();
        sketches.forEach(merged::merge);
        return merged;
    }

    private TrafficSlice current() {
        slices.headMap(number() - SLICES, true).clear();
        return slices.computeIfAbsent(number(), number -> new TrafficSlice());
    }

    private Stream<TrafficSlice> recent() {
        return slices.tailMap(number() - SLICES, false).values().stream();
    }

    private long number() {
        return age().toMinutes() / TrafficSlice.MINUTES;
    }

    private Duration age() {
        return Duration.ofNanos(clock.monotonicTime() - start);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.wallTime());
    }
}
