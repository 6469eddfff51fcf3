package io.ordertable.expert;

import io.micrometer.core.instrument.MeterRegistry;
import io.ordertable.calls.CallHistory;
import io.ordertable.expert.HotKeys.Consumers;
import io.ordertable.metrics.RecentTraffic;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.TableFiguresReader;
import io.ordertable.metrics.Traffic;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableDescriber;
import io.ordertable.table.TableDescription;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Collects evidence about the table, and lets the rules judge it. */
@Component
class Expert {

    /** The texts are read when they are first needed, so that the start does not wait for them. */
    private final Supplier<FindingTexts> texts = SingletonSupplier.of(FindingTexts::load);

    private final TableDescriber describer;
    private final RecentTraffic traffic;
    private final CallHistory calls;
    private final HotKeys hotKeys;
    private final StatusShards shards;
    private final TableFiguresReader figures;
    private final CapacityProperties capacity;
    private final Clock clock;
    private final MeterRegistry meters;

    Expert(
            TableDescriber describer,
            RecentTraffic traffic,
            CallHistory calls,
            HotKeys hotKeys,
            StatusShards shards,
            TableFiguresReader figures,
            CapacityProperties capacity,
            Clock clock,
            MeterRegistry meters) {
        this.describer = describer;
        this.traffic = traffic;
        this.calls = calls;
        this.hotKeys = hotKeys;
        this.shards = shards;
        this.figures = figures;
        this.capacity = capacity;
        this.clock = clock;
        this.meters = meters;
    }

    /** The table, its recent traffic through this instance, and the findings, the most urgent first. */
    record Report(
            TableDescription table,
            Traffic traffic,
            CallHistory.Summary calls,
            List<Attempts> attempts,
            Map<String, Consumers> hotKeys,
            CapacityPlan capacity,
            @Nullable TableFigures wholeTable,
            List<Finding> findings)
            implements OperationResponseBody {}

    Report report() {
        Evidence evidence = new Evidence(
                clock.instant(),
                describer.describe(),
                traffic.summary(hotKeys::shown),
                plan(),
                calls.summary(),
                shards,
                hotKeys.busiestStatus(),
                figures.read());
        return new Report(
                evidence.table(),
                evidence.traffic(),
                evidence.calls(),
                Attempts.of(meters),
                hotKeys.report(),
                evidence.capacity(),
                evidence.wholeTable(),
                findings(evidence));
    }

    private List<Finding> findings(Evidence evidence) {
        return Stream.of(ThrottleRules.ALL, TrafficRules.ALL, FeatureRules.ALL, new CostRules(capacity).all())
                .flatMap(List::stream)
                .flatMap(rule -> rule.observe(evidence))
                .map(texts.get()::describe)
                .sorted(Comparator.comparingInt(finding -> FindingTexts.SEVERITIES.indexOf(finding.severity())))
                .toList();
    }

    private CapacityPlan plan() {
        String basis =
                "measured by this instance over the last " + traffic.covered().truncatedTo(ChronoUnit.SECONDS);
        return CapacityPlan.of(basis, traffic::load, capacity);
    }
}
