package io.ordertable;

import io.ordertable.LoadClient.Operation;
import io.ordertable.LoadClient.Outcome;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Counts what a {@link LoadGenerator} sees. */
final class LoadReport {

    /** Longer latencies count as this. */
    private static final long LONGEST = Duration.ofMinutes(10).toNanos();

    private final Map<Operation, Section> operations = new EnumMap<>(Operation.class);
    private final Section total = new Section();
    private Section recent = new Section();
    private long recentSince;
    private long dropped;
    private long recentlyDropped;

    LoadReport() {
        Arrays.stream(Operation.values()).forEach(operation -> operations.put(operation, new Section()));
    }

    /** Starts the time of the first line. */
    synchronized void start() {
        recentSince = System.nanoTime();
    }

    /** Adds a request whose response came this long after it was due, even if it was sent later than that. */
    synchronized void add(Operation operation, Outcome outcome, long nanos) {
        for (Section section : new Section[] {operations.get(operation), total, recent}) {
            section.add(outcome, nanos);
        }
    }

    /** Adds a request that was not sent because too many were waiting. */
    synchronized void addDropped() {
        dropped++;
        recentlyDropped++;
    }

    /** Returns how many requests of an operation were answered with a status of a class, such as 2 for successes. */
    synchronized long count(Operation operation, int statusClass) {
        return operations.get(operation).statuses[statusClass];
    }

    /** Returns how many requests were due. */
    synchronized long due() {
        return total.count() + dropped;
    }

    /** Returns how many requests had no success, by reason. */
    synchronized Map<String, Long> failures() {
        return Map.copyOf(total.reasons);
    }

    /** Describes what happened since the last line. */
    synchronized String line(int waiting) {
        double seconds = (System.nanoTime() - recentSince) / 1e9;
        String line = "%s  %6.1f/s  %s  waiting %d  dropped %d  %s  %s"
                .formatted(
                        LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                        recent.count() / seconds,
                        recent.classes(),
                        waiting,
                        recentlyDropped,
                        recent.latencies(),
                        recent.failures());
        recent = new Section();
        recentSince = System.nanoTime();
        recentlyDropped = 0;
        return line.stripTrailing();
    }

    /** Describes all of it. */
    synchronized String summary() {
        String lines = operations.entrySet().stream()
                .filter(operation -> operation.getValue().count() > 0)
                .map(operation -> "%-10s %7d  %s  %s  %s"
                        .formatted(
                                operation.getKey().label(),
                                operation.getValue().count(),
                                operation.getValue().classes(),
                                operation.getValue().latencies(),
                                operation.getValue().failures())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
        return "%s\n%-10s %7d  %s  %s  dropped %d"
                .formatted(lines, "all", total.count(), total.classes(), total.latencies(), dropped);
    }

    /** The requests of an operation or of a time. */
    private static final class Section {

        /** By the first digit; 0 for those without a response. */
        private final long[] statuses = new long[6];

        private final Histogram latencies = new Histogram(LONGEST, 2);
        private final Map<String, Long> reasons = new TreeMap<>();

        void add(Outcome outcome, long nanos) {
            statuses[outcome.status() / 100]++;
            latencies.recordValue(Math.clamp(nanos, 0, LONGEST));
            if (!outcome.reason().isEmpty()) {
                reasons.merge(outcome.reason(), 1L, Long::sum);
            }
        }

        long count() {
            return Arrays.stream(statuses).sum();
        }

        String classes() {
            return "2xx %d  4xx %d  5xx %d  no response %d"
                    .formatted(statuses[2], statuses[4], statuses[5], statuses[0]);
        }

        String latencies() {
            return String.format(Locale.ROOT, "p50 %.1f ms  p99 %.1f ms", percentile(50), percentile(99));
        }

        String failures() {
            return reasons.entrySet().stream()
                    .map(reason -> reason.getKey() + " " + reason.getValue())
                    .collect(Collectors.joining(", "));
        }

        private double percentile(double percent) {
            return latencies.getValueAtPercentile(percent) / 1e6;
        }
    }
}
