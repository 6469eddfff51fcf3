package io.ordertable.metrics.capacity;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What to provision, and what it costs.
 *
 * @param basis what it was computed from
 * @param targetUtilization the part of the provisioned capacity that is to be consumed
 * @param targets the table and each index
 * @param monthlyCost of all together
 */
record CapacityPlan(String basis, double targetUtilization, Map<String, TargetPlan> targets, MonthlyCost monthlyCost)
        implements OperationResponseBody {

    /**
     * The table or an index.
     *
     * @param read its read capacity
     * @param write its write capacity
     */
    record TargetPlan(Scaling read, Scaling write) {}

    /**
     * One kind of capacity.
     *
     * @param unitsPerSecond what is consumed on average
     * @param peakUnitsPerSecond what is consumed at the busiest
     * @param minimum the recommended minimum of auto-scaling: carries the average at the target utilization
     * @param maximum the recommended maximum of auto-scaling: carries the peak at the target utilization
     */
    record Scaling(double unitsPerSecond, double peakUnitsPerSecond, long minimum, long maximum) {}

    /**
     * List prices for a month of 730 hours, of requests only: no storage, backups or replicas.
     *
     * @param currency of the amounts
     * @param onDemand paying for each request
     * @param provisioned paying for capacity that follows the average at the target utilization
     * @param cheaper which of the two
     * @param prices where they come from
     */
    record MonthlyCost(
            String currency, double onDemand, double provisioned, String cheaper, CapacityProperties.Prices prices) {}
}
