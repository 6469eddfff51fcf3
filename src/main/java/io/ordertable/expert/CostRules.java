package io.ordertable.expert;

import io.ordertable.expert.CapacityPlan.Scaling;
import io.ordertable.expert.CapacityPlan.TargetPlan;
import io.ordertable.expert.CapacityProperties.Prices;
import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.Target;
import io.ordertable.table.TableDescription.Capacity;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Index;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Rules about money: at list prices, and as if all hours of a month were like the last one. They know requests of this instance
 * only, so that others may save more; what is provisioned or stored is known of the whole table.
 */
record CostRules(CapacityProperties properties) {

    /** The last hour, except for what has just begun. */
    private static final Duration ENOUGH = Duration.ofMinutes(55);

    private static final double BYTES_PER_GB = 1e9;
    private static final double PERCENT = 100;

    List<Rule> all() {
        return List.of(
                rule(this::provisioned), rule(this::commitment), rule(this::tableClass), rule(this::unusedIndex));
    }

    /** An emulator costs nothing, and a few minutes are no month. */
    private static Rule rule(BiFunction<Details, Evidence, Stream<Observation>> judged) {
        return evidence -> {
            Details details = evidence.table().table();
            boolean enough =
                    Duration.between(evidence.traffic().since(), evidence.now()).compareTo(ENOUGH) >= 0;
            return details == null || details.emulated() || !enough ? Stream.empty() : judged.apply(details, evidence);
        };
    }

    /** Compares with the capacity for the busiest minute, because auto-scaling follows a load only after minutes. */
    private Stream<Observation> provisioned(Details details, Evidence evidence) {
        if (!details.onDemand()) {
            return Stream.empty();
        }
        double then = evidence.capacity().targets().values().stream()
                .mapToDouble(plan -> provisioned(plan, Scaling::maximum))
                .sum();
        return saved("provisioned-cheaper", evidence, requests(details, evidence), then * factor(details), Map.of());
    }

    private Stream<Observation> commitment(Details details, Evidence evidence) {
        double now = requests(details, evidence);
        boolean reservable = !details.onDemand() && !details.infrequentAccess();
        BigDecimal percent = details.onDemand()
                ? prices().savingsPlanOnDemand()
                : reservable ? prices().reserved() : prices().savingsPlanProvisioned();
        return saved(
                reservable ? "reserved-capacity" : "savings-plan",
                evidence,
                now,
                now * (1 - percent.doubleValue() / PERCENT),
                Map.of("percent", percent));
    }

    /** Standard-IA pays if what it saves of storage is more than what it adds to requests; those of other instances count, too. */
    private Stream<Observation> tableClass(Details details, Evidence evidence) {
        double storage =
                details.allBytes() / BYTES_PER_GB * prices().storageGbMonth().doubleValue();
        double rareStorage = details.allBytes()
                / BYTES_PER_GB
                * prices().infrequentAccessGbMonth().doubleValue();
        double factor = prices().infrequentAccessFactor().doubleValue();
        double requests = requests(details, evidence) / factor(details);
        double standard = storage + requests;
        double rare = rareStorage + requests * factor;
        if (details.infrequentAccess()) {
            return saved("standard-cheaper", evidence, rare, standard, Map.of());
        }
        double breakEven = (storage - rareStorage) / (factor - 1);
        return storage > requests
                ? saved("infrequent-access-cheaper", evidence, standard, rare, Map.of("breakEven", money(breakEven)))
                : Stream.empty();
    }

    private Stream<Observation> unusedIndex(Details details, Evidence evidence) {
        return Stream.of(Target.GSI1, Target.GSI2).flatMap(target -> {
            TargetPlan plan =
                    Objects.requireNonNull(evidence.capacity().targets().get(target.tag()));
            if (plan.read().peakUnitsPerSecond() > 0 || plan.write().unitsPerSecond() == 0) {
                return Stream.empty();
            }
            double cost = details.indexes().stream()
                    .filter(index -> index.name().equalsIgnoreCase(target.tag()))
                    .mapToDouble(index -> cost(index, details, plan))
                    .sum();
            return saved("unused-index", evidence, cost, 0, Map.of("target", target.tag()));
        });
    }

    private double cost(Index index, Details details, TargetPlan plan) {
        BigDecimal perGb = details.infrequentAccess() ? prices().infrequentAccessGbMonth() : prices().storageGbMonth();
        double requests =
                details.onDemand() ? CapacityPlan.MonthlyCost.onDemand(plan, prices()) : provisioned(index.capacity());
        return requests * factor(details) + index.bytes() / BYTES_PER_GB * perGb.doubleValue();
    }

    /** Returns what the requests of this instance, or the capacity that is provisioned, cost in a month. */
    private double requests(Details details, Evidence evidence) {
        double standard = details.onDemand()
                ? evidence.capacity().monthlyCost().onDemand()
                : Stream.concat(
                                Stream.of(details.capacity()),
                                details.indexes().stream().map(Index::capacity))
                        .mapToDouble(this::provisioned)
                        .sum();
        return standard * factor(details);
    }

    private double factor(Details details) {
        return details.infrequentAccess() ? prices().infrequentAccessFactor().doubleValue() : 1;
    }

    private double provisioned(Capacity capacity) {
        return capacity.provisioned() == null
                ? 0
                : CapacityPlan.MonthlyCost.provisioned(
                        capacity.provisioned().reads(), capacity.provisioned().writes(), prices());
    }

    private double provisioned(TargetPlan plan, ToLongFunction<Scaling> units) {
        return CapacityPlan.MonthlyCost.provisioned(
                units.applyAsLong(plan.read()), units.applyAsLong(plan.write()), prices());
    }

    private Stream<Observation> saved(
            String code, Evidence evidence, double now, double then, Map<String, Object> more) {
        if (now - then < properties.minimumSaving() || now <= then) {
            return Stream.empty();
        }
        Map<String, Object> numbers = new HashMap<>(more);
        numbers.put("table", evidence.table().name());
        numbers.put("now", money(now));
        numbers.put("then", money(then));
        numbers.put("saving", money(now - then));
        numbers.put("prices", prices().region() + ", " + prices().date());
        return Stream.of(new Observation(code, evidence.traffic().since(), numbers));
    }

    private Prices prices() {
        return properties.prices();
    }

    private static double money(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
