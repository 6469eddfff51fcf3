package io.ordertable.metrics.capacity;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Target;
import io.ordertable.metrics.capacity.CapacityPlan.MonthlyCost;
import io.ordertable.metrics.capacity.CapacityPlan.Scaling;
import io.ordertable.metrics.capacity.CapacityPlan.TargetPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns demand into capacity and cost. */
@Component
class CapacityPlanner {

    private static final double HOURS = 730;
    private static final double SECONDS = HOURS * 3_600;
    private static final double MILLION = 1_000_000;

    private final CapacityProperties properties;

    CapacityPlanner(CapacityProperties properties) {
        this.properties = properties;
    }

    /** The plan for what is consumed. */
    CapacityPlan plan(String basis, Demands demands) {
        Map<String, TargetPlan> targets = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            targets.put(
                    target.tag(),
                    new TargetPlan(
                            scaling(demands.of(target, CapacityKind.READ)),
                            scaling(demands.of(target, CapacityKind.WRITE))));
        }
        return new CapacityPlan(basis, properties.targetUtilization(), targets, cost(targets));
    }

    private Scaling scaling(Demand given) {
        Demand demand = given.withPeakFactor(properties.peakFactor());
        return new Scaling(
                rate(demand.average()), rate(demand.peak()), provisioned(demand.average()), provisioned(demand.peak()));
    }

    /** DynamoDB provisions whole units, at least one. The tolerance keeps 70 units at 70 % from becoming 101. */
    private long provisioned(double units) {
        return Math.max(1, (long) Math.ceil(units / properties.targetUtilization() - 1e-9));
    }

    private MonthlyCost cost(Map<String, TargetPlan> targets) {
        CapacityProperties.Prices prices = properties.prices();
        double onDemand = 0;
        double provisioned = 0;
        for (TargetPlan plan : targets.values()) {
            onDemand += plan.read().unitsPerSecond()
                            * SECONDS
                            / MILLION
                            * prices.onDemandReadMillion().doubleValue()
                    + plan.write().unitsPerSecond()
                            * SECONDS
                            / MILLION
                            * prices.onDemandWriteMillion().doubleValue();
            provisioned +=
                    plan.read().minimum() * HOURS * prices.provisionedReadHour().doubleValue()
                            + plan.write().minimum()
                                    * HOURS
                                    * prices.provisionedWriteHour().doubleValue();
        }
        return new MonthlyCost(
                "USD",
                cents(onDemand),
                cents(provisioned),
                onDemand <= provisioned ? "on-demand" : "provisioned",
                prices);
    }

    private static double rate(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static double cents(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
