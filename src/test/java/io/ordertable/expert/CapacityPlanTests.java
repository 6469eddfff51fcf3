package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordertable.expert.CapacityPlan.MonthlyCost;
import io.ordertable.expert.CapacityPlan.Scaling;
import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.Target;
import io.ordertable.table.CapacityUnits;
import io.ordertable.table.CapacityUnits.Consistency;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CapacityPlanTests {

    private static final Load NONE = new Load(new Demand(0, 0), new Demand(0, 0));

    static final CapacityProperties PROPERTIES = new CapacityProperties(
            0.7,
            2,
            50,
            new CapacityProperties.Prices(
                    "us-east-1",
                    LocalDate.of(2025, 7, 21),
                    "price list",
                    new BigDecimal("0.125"),
                    new BigDecimal("0.625"),
                    new BigDecimal("0.00013"),
                    new BigDecimal("0.00065"),
                    new BigDecimal("0.25"),
                    new BigDecimal("0.10"),
                    new BigDecimal("1.25"),
                    new BigDecimal("12"),
                    new BigDecimal("54")));

    /** Developer Guide: 80 strongly consistent reads a second of 3 KB need 80 units, 100 writes of 512 bytes need 100. */
    @Test
    void capacityCarriesTheLoadAtTheTargetUtilization() {
        double reads = 80 * CapacityUnits.read(3 * 1024, Consistency.STRONG);
        double writes = 100 * CapacityUnits.write(512, false);

        CapacityPlan plan = plan(new Load(new Demand(reads, reads), new Demand(writes, writes)));

        assertThat(plan.targets().get("table").read()).isEqualTo(new Scaling(80, 160, 115, 229));
        assertThat(plan.targets().get("table").write()).isEqualTo(new Scaling(100, 200, 143, 286));
        assertThat(plan.targets().get("gsi1").write()).isEqualTo(new Scaling(0, 0, 1, 1));
    }

    @Test
    void seventyUnitsNeedAHundred() {
        assertThat(reading(70, 70).targets().get("table").read().minimum()).isEqualTo(100);
    }

    @Test
    void aMeasuredPeakCountsIfItIsHigherThanTheFactor() {
        assertThat(reading(10, 70).targets().get("table").read()).isEqualTo(new Scaling(10, 70, 15, 100));
    }

    /** 730 hours: 100 × 2,628,000 requests; 143 units; and a unit for each of the five others. */
    @Test
    void steadyLoadIsCheaperProvisioned() {
        MonthlyCost cost = plan(new Load(NONE.reads(), new Demand(100, 100))).monthlyCost();

        assertThat(cost.onDemand()).isEqualTo(164.25);
        assertThat(cost.provisioned())
                .isCloseTo(143 * 730 * 0.00065 + 3 * 730 * 0.00013 + 2 * 730 * 0.00065, within(0.01));
        assertThat(cost.cheaper()).isEqualTo("provisioned");
    }

    @Test
    void littleLoadIsCheaperOnDemand() {
        assertThat(reading(0.1, 5).monthlyCost().cheaper()).isEqualTo("on-demand");
    }

    private static CapacityPlan reading(double average, double peak) {
        return plan(new Load(new Demand(average, peak), NONE.writes()));
    }

    private static CapacityPlan plan(Load table) {
        return CapacityPlan.of("given", target -> target == Target.TABLE ? table : NONE, PROPERTIES);
    }
}
