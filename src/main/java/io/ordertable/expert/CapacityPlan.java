package io.ordertable.expert;

import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.metrics.Target;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** The capacity to provision for a load, so that the target utilization of it is consumed, and its cost. */
record CapacityPlan(String basis, double targetUtilization, Map<String, TargetPlan> targets, MonthlyCost monthlyCost)
        implements OperationResponseBody {

    private static final double HOURS = 730;
    private static final double MILLIONS_OF_SECONDS = HOURS * 3_600 / 1_000_000;

    record TargetPlan(Scaling read, Scaling write) {}

    /**
     * Recommended settings of auto-scaling.
     *
     * @param minimum the capacity that carries the average at the target utilization
     * @param maximum the capacity that carries the peak at the target utilization
     */
    record Scaling(double unitsPerSecond, double peakUnitsPerSecond, long minimum, long maximum) {

        static Scaling of(Demand demand, CapacityProperties properties) {
            double peak = Math.max(demand.peak(), demand.average() * properties.peakFactor());
            return new Scaling(
                    rounded(demand.average(), 1_000),
                    rounded(peak, 1_000),
                    provisioned(demand.average(), properties),
                    provisioned(peak, properties));
        }

        /** DynamoDB provisions whole units, at least one. The tolerance keeps 70 units at 70 % from becoming 101. */
        private static long provisioned(double units, CapacityProperties properties) {
            return Math.max(1, (long) Math.ceil(units / properties.targetUtilization() - 1e-9));
        }
    }

    /** Costs of a month's requests. Provisioned capacity is assumed to follow the average at the target utilization. */
    record MonthlyCost(
            String currency, double onDemand, double provisioned, String cheaper, CapacityProperties.Prices prices) {

        static MonthlyCost of(Map<String, TargetPlan> targets, CapacityProperties.Prices prices) {
            double onDemand = 0;
            double provisioned = 0;
            for (TargetPlan plan : targets.values()) {
                onDemand += onDemand(plan, prices);
                provisioned += provisioned(plan.read().minimum(), plan.write().minimum(), prices);
            }
            String cheaper = onDemand <= provisioned ? "on-demand" : "provisioned";
            return new MonthlyCost("USD", rounded(onDemand, 100), rounded(provisioned, 100), cheaper, prices);
        }

        /** Returns what a load costs on demand. */
        static double onDemand(TargetPlan plan, CapacityProperties.Prices prices) {
            return MILLIONS_OF_SECONDS
                    * (cost(plan.read().unitsPerSecond(), prices.onDemandReadMillion())
                            + cost(plan.write().unitsPerSecond(), prices.onDemandWriteMillion()));
        }

        /** Returns what provisioned units cost, used or not. */
        static double provisioned(long reads, long writes, CapacityProperties.Prices prices) {
            return HOURS * (cost(reads, prices.provisionedReadHour()) + cost(writes, prices.provisionedWriteHour()));
        }

        private static double cost(double units, BigDecimal price) {
            return units * price.doubleValue();
        }
    }

    static CapacityPlan of(String basis, Function<Target, Load> loads, CapacityProperties properties) {
        Map<String, TargetPlan> targets = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            Load load = loads.apply(target);
            targets.put(
                    target.tag(),
                    new TargetPlan(Scaling.of(load.reads(), properties), Scaling.of(load.writes(), properties)));
        }
        return new CapacityPlan(
                basis, properties.targetUtilization(), targets, MonthlyCost.of(targets, properties.prices()));
    }

    /** Returns a number with few decimals: {@code precision} is 100 for two. */
    static double rounded(double value, int precision) {
        return (double) Math.round(value * precision) / precision;
    }
}
