package io.ordertable.expert;

import io.ordertable.calls.CallHistory;
import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.Target;
import io.ordertable.metrics.Traffic;
import io.ordertable.metrics.Traffic.ClockOffset;
import io.ordertable.metrics.Traffic.Throttle;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evidence of a healthy system, but for what a test changes. */
final class TestEvidence {

    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private Instant since = NOW.minus(Duration.ofMinutes(59));
    private TableDescription table = new TableDescription("orders", null, null, null, null, Map.of());
    private Function<Target, Load> loads = target -> new Load(new Demand(0, 0), new Demand(0, 0));
    private List<Throttle> throttles = List.of();
    private Traffic.Reads reads = new Traffic.Reads(0, 0, 0);
    private Traffic.Filtered filtered = new Traffic.Filtered(0, 0, 0);
    private Traffic.Items items = new Traffic.Items(0, 0, 0, 0, null);
    private @Nullable ClockOffset clock;
    private CallHistory.Summary calls =
            new CallHistory.Summary(100, null, "CLOSED", null, null, Duration.ofSeconds(5), Duration.ofMillis(6_350));
    private double busiestStatus;
    private @Nullable TableFigures wholeTable;

    TestEvidence since(Instant first) {
        since = first;
        return this;
    }

    TestEvidence table(TableDescription described) {
        table = described;
        return this;
    }

    TestEvidence load(Function<Target, Load> byTarget) {
        loads = byTarget;
        return this;
    }

    TestEvidence throttles(Throttle... throttled) {
        throttles = List.of(throttled);
        return this;
    }

    TestEvidence reads(double consistent, double eventual, double written) {
        reads = new Traffic.Reads(consistent, eventual, written);
        return this;
    }

    TestEvidence filtered(long queries, long read, long returned) {
        filtered = new Traffic.Filtered(queries, read, returned);
        return this;
    }

    TestEvidence items(long sampled, long units, long justOver, int largest) {
        items = new Traffic.Items(sampled, units, justOver, largest, "USER#1f");
        return this;
    }

    TestEvidence clockAhead(long seconds) {
        clock = new ClockOffset(seconds, NOW);
        return this;
    }

    TestEvidence calls(CallHistory.Summary summary) {
        calls = summary;
        return this;
    }

    TestEvidence busiestStatus(double share) {
        busiestStatus = share;
        return this;
    }

    TestEvidence wholeTable(@Nullable TableFigures figures) {
        wholeTable = figures;
        return this;
    }

    Evidence get() {
        Map<String, Load> load = Stream.of(Target.values()).collect(Collectors.toMap(Target::tag, loads));
        return new Evidence(
                NOW,
                table,
                new Traffic(since, load, throttles, reads, filtered, items, clock),
                CapacityPlan.of("given", loads, CapacityPlanTests.PROPERTIES),
                calls,
                new StatusShards(4, 4),
                busiestStatus,
                wholeTable);
    }
}
