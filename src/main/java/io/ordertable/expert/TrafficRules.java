package io.ordertable.expert;

import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.Traffic;
import io.ordertable.table.ItemSize;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Rules about how requests use the table, and about the clock. What is too little to matter is not reported. */
final class TrafficRules {

    static final List<Rule> ALL = List.of(
            TrafficRules::largeItems,
            TrafficRules::itemsJustOverAUnit,
            TrafficRules::consistentReads,
            TrafficRules::wastefulFilters,
            TrafficRules::clockSkew);

    /** A tenth of the largest item is left for what later changes add. */
    private static final double LARGE = 0.9 * ItemSize.LIMIT;

    private static final int FEW_ITEMS = 20;
    private static final int FEW_READS = 1_000;

    /** Smaller differences may be due to a slow response. */
    private static final int SKEW_SECONDS = 5;

    private TrafficRules() {}

    static Stream<Observation> largeItems(Evidence evidence) {
        int largest = evidence.traffic().items().largest();
        return seen(
                largest >= LARGE,
                observed("items-near-limit", evidence)
                        .with("kilobytes", largest / 1024)
                        .with(
                                "key",
                                Objects.requireNonNullElse(
                                        evidence.traffic().items().key(), "unknown"))
                        .withPercent("share", (double) largest / ItemSize.LIMIT));
    }

    /** Only if it costs at least a tenth of all units, and at least every fourth item is so. */
    static Stream<Observation> itemsJustOverAUnit(Evidence evidence) {
        Traffic.Items items = evidence.traffic().items();
        double wasted = (double) items.justOver() / Math.max(1, items.units());
        return seen(
                items.sampled() >= FEW_ITEMS && items.justOver() * 4 >= items.sampled() && wasted >= 0.1,
                observed("items-just-over-a-kilobyte", evidence)
                        .with("items", items.sampled())
                        .withPercent("share", (double) items.justOver() / Math.max(1, items.sampled()))
                        .withPercent("saving", wasted));
    }

    /** Data that is read twenty times as much as it is written is seldom newer than what an eventually consistent read returns. */
    static Stream<Observation> consistentReads(Evidence evidence) {
        Traffic.Reads reads = evidence.traffic().reads();
        double consistent = reads.consistentUnits();
        return seen(
                consistent >= FEW_READS
                        && consistent >= 4 * reads.eventualUnits()
                        && consistent >= 20 * reads.writeUnits(),
                observed("consistent-reads", evidence)
                        .with("units", Math.round(consistent))
                        .with("written", Math.round(reads.writeUnits()))
                        .withPercent("share", consistent / (consistent + reads.eventualUnits()))
                        .with("saving", Math.round(consistent / 2)));
    }

    static Stream<Observation> wastefulFilters(Evidence evidence) {
        Traffic.Filtered filtered = evidence.traffic().filtered();
        return seen(
                filtered.read() >= FEW_READS && filtered.returned() * 10 <= filtered.read(),
                observed("wasteful-filters", evidence)
                        .with("queries", filtered.queries())
                        .with("read", filtered.read())
                        .with("returned", filtered.returned()));
    }

    static Stream<Observation> clockSkew(Evidence evidence) {
        return Stream.ofNullable(evidence.traffic().clock())
                .filter(clock -> Math.abs(clock.seconds()) >= SKEW_SECONDS)
                .map(clock -> Observation.of("clock-skew", clock.measured())
                        .with("seconds", Math.abs(clock.seconds()))
                        .with("direction", clock.seconds() > 0 ? "ahead of" : "behind"));
    }

    private static Stream<Observation> seen(boolean judgement, Observation observation) {
        return judgement ? Stream.of(observation) : Stream.empty();
    }

    private static Observation observed(String code, Evidence evidence) {
        return Observation.of(code, evidence.traffic().since());
    }
}
