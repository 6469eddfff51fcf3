package io.ordertable.expert;

import io.ordertable.expert.CapacityPlan.MonthlyCost;
import io.ordertable.expert.CapacityPlan.TargetPlan;
import io.ordertable.expert.CapacityProperties.Prices;
import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.Target;
import io.ordertable.table.TableDescription.Capacity;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Index;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules about money: at list prices, and as if all hours of a month were like the last one. Without CloudWatch they know requests of
 * this instance only, so that others may save more; what is provisioned or stored is known of the whole table.
 */
record CostRules(CapacityProperties properties) {

    /** The last hour, except for what has just begun. */
    private static final Duration ENOUGH = Duration.ofMinutes(55);

    private static final double BYTES_PER_GB = 1e9;

    /** The table, and an hour's load on it. */
    private record Hour(String table, Details details, boolean ofAll, Instant since, CapacityPlan plan) {}

    List<Rule> all() {
        return Stream.<Function<Hour, Stream<Observation>>>of(
                        this::provisioned, this::onDemand, this::commitment, this::tableClass, this::unusedIndex)
                .<Rule>map(rule -> evidence -> hour(evidence).flatMap(rule))
                .toList();
    }

    /** Returns nothing for an emulator, which costs nothing, and for a few minutes, which are no month. */
    private Stream<Hour> hour(Evidence evidence) {
        Details details = evidence.table().details();
        if (details == null || details.emulated()) {
            return Stream.empty();
        }
        String table = evidence.table().name();
        Optional<TableFigures> known = evidence.knownOfWholeTable();
        if (known.isPresent()) {
            TableFigures figures = known.get();
            CapacityPlan plan = CapacityPlan.of(
                    "CloudWatch",
                    target -> Objects.requireNonNull(figures.loads().get(target.tag())),
                    properties);
            return Stream.of(new Hour(table, details, true, figures.since(), plan));
        }
        Instant since = evidence.traffic().since();
        return Duration.between(since, evidence.now()).compareTo(ENOUGH) < 0
                ? Stream.empty()
                : Stream.of(new Hour(table, details, false, since, evidence.capacity()));
    }

    /** Compares with the capacity for the busiest minute, because auto-scaling follows a load only after minutes. */
    private Stream<Observation> provisioned(Hour hour) {
        if (!hour.details().onDemand()) {
            return Stream.empty();
        }
        double then = hour.plan().targets().values().stream()
                .mapToDouble(plan -> MonthlyCost.provisioned(
                        plan.read().maximum(), plan.write().maximum(), prices()))
                .sum();
        return saved("provisioned-cheaper", hour, requests(hour), then * factor(hour), Map.of());
    }

    /** Needs the load of all instances, because what is provisioned is for all. */
    private Stream<Observation> onDemand(Hour hour) {
        double then = hour.plan().monthlyCost().onDemand() * factor(hour);
        return hour.details().onDemand() || !hour.ofAll()
                ? Stream.empty()
                : saved("on-demand-cheaper", hour, requests(hour), then, Map.of());
    }

    /** Only provisioned capacity of the standard class can be reserved. */
    private Stream<Observation> commitment(Hour hour) {
        boolean reservable = !hour.details().onDemand() && !hour.details().infrequentAccess();
        BigDecimal percent = reservable ? prices().reserved() : prices().savingsPlan();
        double now = requests(hour);
        double then = now * (1 - percent.doubleValue() / 100);
        return saved(reservable ? "reserved-capacity" : "savings-plan", hour, now, then, Map.of("percent", percent));
    }

    /** Standard-IA pays if what it saves of storage is more than what it adds to requests; those of other instances count, too. */
    private Stream<Observation> tableClass(Hour hour) {
        double gigabytes = hour.details().allBytes() / BYTES_PER_GB;
        double storage = gigabytes * prices().storageGbMonth().doubleValue();
        double rareStorage = gigabytes * prices().infrequentAccessGbMonth().doubleValue();
        double factor = prices().infrequentAccessFactor().doubleValue();
        double requests = requests(hour) / factor(hour);
        double standard = storage + requests;
        double rare = rareStorage + requests * factor;
        if (hour.details().infrequentAccess()) {
            return saved("standard-cheaper", hour, rare, standard, Map.of());
        }
        Map<String, Object> breakEven = Map.of("breakEven", money((storage - rareStorage) / (factor - 1)));
        return storage > requests
                ? saved("infrequent-access-cheaper", hour, standard, rare, breakEven)
                : Stream.empty();
    }

    private Stream<Observation> unusedIndex(Hour hour) {
        return hour.details().indexes().stream().flatMap(index -> Stream.of(Target.values())
                .filter(target -> target.name().equals(index.name()))
                .flatMap(target -> unused(
                        target,
                        index,
                        Objects.requireNonNull(hour.plan().targets().get(target.tag())),
                        hour)));
    }

    private Stream<Observation> unused(Target target, Index index, TargetPlan plan, Hour hour) {
        Details details = hour.details();
        BigDecimal perGb = details.infrequentAccess() ? prices().infrequentAccessGbMonth() : prices().storageGbMonth();
        double requests = details.onDemand() ? MonthlyCost.onDemand(plan, prices()) : provisioned(index.capacity());
        double cost = requests * factor(hour) + index.bytes() / BYTES_PER_GB * perGb.doubleValue();
        return plan.read().peakUnitsPerSecond() > 0 || plan.write().unitsPerSecond() == 0
                ? Stream.empty()
                : saved("unused-index", hour, cost, 0, Map.of("target", target.tag()));
    }

    /** Returns what the requests that are known, or the capacity that is provisioned, cost in a month. */
    private double requests(Hour hour) {
        Details details = hour.details();
        double standard = details.onDemand()
                ? hour.plan().monthlyCost().onDemand()
                : Stream.concat(
                                Stream.of(details.capacity()),
                                details.indexes().stream().map(Index::capacity))
                        .mapToDouble(this::provisioned)
                        .sum();
        return standard * factor(hour);
    }

    private double provisioned(Capacity capacity) {
        return capacity.provisioned() == null
                ? 0
                : MonthlyCost.provisioned(
                        capacity.provisioned().reads(), capacity.provisioned().writes(), prices());
    }

    private double factor(Hour hour) {
        return hour.details().infrequentAccess()
                ? prices().infrequentAccessFactor().doubleValue()
                : 1;
    }

    private Stream<Observation> saved(String code, Hour hour, double now, double then, Map<String, Object> more) {
        if (now - then < properties.minimumSaving() || now <= then) {
            return Stream.empty();
        }
        return Stream.of(new Observation(code, hour.since(), more)
                .with("table", hour.table())
                .with("whose", hour.ofAll() ? "all instances" : "this instance")
                .with("now", money(now))
                .with("then", money(then))
                .with("saving", money(now - then))
                .with("prices", prices().region() + ", " + prices().date()));
    }

    private Prices prices() {
        return properties.prices();
    }

    private static double money(double value) {
        return CapacityPlan.rounded(value, 100);
    }
}
