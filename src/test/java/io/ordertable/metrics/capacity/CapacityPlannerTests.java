package io.ordertable.metrics.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Target;
import io.ordertable.metrics.capacity.CapacityPlan.MonthlyCost;
import io.ordertable.metrics.capacity.CapacityPlan.Scaling;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CapacityPlannerTests {

    private final CapacityPlanner planner = new CapacityPlanner(new CapacityProperties(
            Duration.ofMinutes(10),
            0.7,
            2,
            new CapacityProperties.Prices(
                    "us-east-1",
                    LocalDate.of(2025, 7, 21),
                    "price list",
                    new BigDecimal("0.125"),
                    new BigDecimal("0.625"),
                    new BigDecimal("0.00013"),
                    new BigDecimal("0.00065"))));

    /** Developer Guide: 80 strongly consistent reads a second of 3 KB need 80 units, 100 writes of 512 bytes need 100. */
    @Test
    void capacityCarriesTheLoadAtTheTargetUtilization() {
        PlannedLoad.Load table = new PlannedLoad.Load(
                80, CapacityUnits.read(3 * 1024, Consistency.STRONG), 100, CapacityUnits.write(512, false));
        PlannedLoad.Load none = new PlannedLoad.Load(0, 1, 0, 1);

        CapacityPlan plan = planner.plan("given", new PlannedLoad(table, none, none));

        assertThat(plan.targets().get("table").read()).isEqualTo(new Scaling(80, 160, 115, 229));
        assertThat(plan.targets().get("table").write()).isEqualTo(new Scaling(100, 200, 143, 286));
        assertThat(plan.targets().get("gsi1").write()).isEqualTo(new Scaling(0, 0, 1, 1));
    }

    @Test
    void seventyUnitsNeedAHundred() {
        assertThat(plan(70, 70).targets().get("table").read().minimum()).isEqualTo(100);
    }

    @Test
    void aMeasuredPeakCountsWhereItIsHigherThanTheFactor() {
        assertThat(plan(10, 70).targets().get("table").read()).isEqualTo(new Scaling(10, 70, 15, 100));
    }

    /** 730 hours: 100 × 2,628,000 requests; 143 units; and a unit for each of the five others. */
    @Test
    void steadyLoadIsCheaperProvisioned() {
        MonthlyCost cost = planner.plan("given", only(CapacityKind.WRITE, new Demand(100, 100)))
                .monthlyCost();

        assertThat(cost.onDemand()).isEqualTo(164.25);
        assertThat(cost.provisioned())
                .isCloseTo(143 * 730 * 0.00065 + 3 * 730 * 0.00013 + 2 * 730 * 0.00065, within(0.01));
        assertThat(cost.cheaper()).isEqualTo("provisioned");
    }

    @Test
    void littleLoadIsCheaperOnDemand() {
        assertThat(planner.plan("given", only(CapacityKind.READ, new Demand(0.1, 5)))
                        .monthlyCost()
                        .cheaper())
                .isEqualTo("on-demand");
    }

    private CapacityPlan plan(double average, double peak) {
        return planner.plan("given", only(CapacityKind.READ, new Demand(average, peak)));
    }

    private static Demands only(CapacityKind kind, Demand demand) {
        return (target, asked) -> target == Target.TABLE && asked == kind ? demand : Demand.NONE;
    }
}
