package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ordertable.expert.Rule.Observation;
import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.TableFigures;
import io.ordertable.metrics.Target;
import io.ordertable.table.TableDescription;
import io.ordertable.table.TableDescription.Capacity;
import io.ordertable.table.TableDescription.Details;
import io.ordertable.table.TableDescription.Index;
import io.ordertable.table.TableDescription.Units;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The prices are those of us-east-1: of a unit a second all month, 0.3285 USD for reads and 1.6425 USD for writes. */
class CostRulesTests {

    private static final Duration HOUR = Duration.ofMinutes(59);
    private static final long GB = 1_000_000_000;

    @Test
    void littleTrafficOnASmallTableIsNotWorthAdvice() {
        assertThat(observed(onDemand(), load(5, 5), HOUR)).isEmpty();
    }

    @Test
    void aFewMinutesAreNoMonth() {
        assertThat(observed(onDemand(), load(1_000, 1_000), Duration.ofMinutes(10)))
                .isEmpty();
    }

    @Test
    void anEmulatorCostsNothing() {
        assertThat(observed(details(true, true, false, 1_000 * GB, null), load(1_000, 1_000), HOUR))
                .isEmpty();
    }

    /** 1,642.50 on demand; 2,858 units for twice the average at 70 %, and one unit of everything else, provisioned. */
    @Test
    void muchSteadyTrafficIsCheaperProvisionedOrWithAPlan() {
        assertThat(observed(onDemand(), load(0, 1_000), HOUR))
                .satisfiesExactlyInAnyOrder(
                        seen -> assertThat(seen.numbers())
                                .contains(entry("now", 1_642.5), entry("then", 1_357.35), entry("saving", 285.15)),
                        seen -> assertThat(seen.numbers()).contains(entry("percent", PRICES.savingsPlan())))
                .extracting(Observation::code)
                .containsExactly("provisioned-cheaper", "savings-plan");
    }

    @Test
    void trafficWithASteepPeakIsLeftOnDemand() {
        assertThat(observed(onDemand(), new Load(new Demand(0, 0), new Demand(100, 1_000)), HOUR))
                .isEmpty();
    }

    /** 730 hours: 100 reads at 0.00013 and 300 writes at 0.00065. */
    @Test
    void provisionedCapacityCanBeReserved() {
        assertThat(observed(details(false, false, false, 0, new Units(100, 300)), load(1, 1), HOUR))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.code()).isEqualTo("reserved-capacity");
                    assertThat(seen.numbers()).contains(entry("now", 151.84), entry("then", 69.85));
                });
    }

    @Test
    void muchStorageWithLittleTrafficIsCheaperInStandardIa() {
        assertThat(observed(details(false, true, false, 1_000 * GB, null), load(1, 1), HOUR))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.code()).isEqualTo("infrequent-access-cheaper");
                    assertThat(seen.numbers())
                            .contains(entry("now", 251.97), entry("then", 102.46), entry("breakEven", 600.0));
                });
    }

    @Test
    void muchTrafficIsCheaperInTheStandardClass() {
        assertThat(observed(details(false, true, true, GB, null), load(0, 1_000), HOUR))
                .extracting(Observation::code)
                .contains("standard-cheaper");
    }

    @Test
    void anIndexThatIsOnlyWrittenIsNamedWithItsCost() {
        Details details = details(false, true, false, 0, null);
        Load writes = new Load(new Demand(0, 0), new Demand(50, 500));

        assertThat(CostRulesTests.observed(details, Map.of(Target.GSI2, writes), HOUR))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.code()).isEqualTo("unused-index");
                    assertThat(seen.numbers()).contains(entry("target", "gsi2"), entry("now", 82.13));
                });
    }

    @Test
    void anIndexThatIsReadOnceIsUsed() {
        Load once = new Load(new Demand(0.0001, 0.008), new Demand(50, 500));

        assertThat(observed(onDemand(), Map.of(Target.GSI1, once), HOUR)).isEmpty();
    }

    /** 730 hours: 1,000 reads and writes at 0.00013 and 0.00065; on demand one of each. */
    @Test
    void provisionedCapacityIsComparedWithTheLoadOfAllInstancesOnly() {
        Details provisioned = details(false, false, false, 0, new Units(1_000, 1_000));
        Load none = load(0, 0);
        Map<String, Load> loads = Map.of("table", load(1, 1), "gsi1", none, "gsi2", none);
        TableFigures figures = new TableFigures(TestEvidence.NOW.minusSeconds(3_600), loads, Map.of(), null);

        assertThat(observed(provisioned, Map.of(Target.TABLE, load(1, 1)), HOUR))
                .extracting(Observation::code)
                .doesNotContain("on-demand-cheaper");
        assertThat(observed(provisioned, Map.of(), Duration.ofMinutes(1), figures))
                .anySatisfy(seen -> {
                    assertThat(seen.code()).isEqualTo("on-demand-cheaper");
                    assertThat(seen.numbers())
                            .contains(entry("now", 569.4), entry("then", 1.97), entry("whose", "all instances"));
                });
    }

    private static final CapacityProperties.Prices PRICES = CapacityPlanTests.PROPERTIES.prices();

    private static Details onDemand() {
        return details(false, true, false, 0, null);
    }

    private static Details details(
            boolean emulated, boolean onDemand, boolean infrequentAccess, long bytes, Units provisioned) {
        Capacity none = new Capacity(null, null, null);
        return new Details(
                emulated,
                "ACTIVE",
                onDemand,
                infrequentAccess,
                0,
                bytes,
                new Capacity(provisioned, null, null),
                List.of(new Index("GSI1", 0, 0, none), new Index("GSI2", 0, 0, none)),
                "NEW_AND_OLD_IMAGES",
                true,
                true);
    }

    private static Load load(double reads, double writes) {
        return new Load(new Demand(reads, reads), new Demand(writes, writes));
    }

    private static List<Observation> observed(Details details, Load table, Duration window) {
        return observed(details, Map.of(Target.TABLE, table), window);
    }

    private static List<Observation> observed(Details details, Map<Target, Load> loads, Duration window) {
        return observed(details, loads, window, null);
    }

    private static List<Observation> observed(
            Details details, Map<Target, Load> loads, Duration window, @Nullable TableFigures wholeTable) {
        Evidence evidence = new TestEvidence()
                .since(TestEvidence.NOW.minus(window))
                .table(new TableDescription("orders", details, true, "expires_at", "ENABLED", Map.of()))
                .load(target -> loads.getOrDefault(target, load(0, 0)))
                .wholeTable(wholeTable)
                .get();
        List<Observation> observations = new CostRules(CapacityPlanTests.PROPERTIES)
                .all().stream().flatMap(rule -> rule.observe(evidence)).toList();
        assertThat(observations).extracting(FindingTexts.load()::describe).doesNotContainNull();
        return observations;
    }
}
