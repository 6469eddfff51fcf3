package io.ordertable.expert;

import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.table.CapacityUnits;
import io.ordertable.table.CapacityUnits.Consistency;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/table}: GET shows the table and its traffic through this instance, and what is wrong with them. POST plans
 * capacity for the load in the body.
 */
@Component
@Endpoint(id = "table")
class TableEndpoint {

    /** The second index holds four keys of an order, with their names. */
    private static final double KEYS_ONLY_BYTES = 256;

    private final Expert expert;
    private final CapacityProperties properties;

    TableEndpoint(Expert expert, CapacityProperties properties) {
        this.expert = expert;
        this.properties = properties;
    }

    @ReadOperation
    Expert.Report report() {
        return expert.report();
    }

    /**
     * Plans for a load in items per second and bytes. Missing rates are 0, except that what is written to the table is assumed to
     * be written to both indexes.
     *
     * @param consistency of the table's reads, eventual by default
     * @param transactional whether the table is written in transactions; they do not make writes to the indexes more expensive
     */
    @WriteOperation
    CapacityPlan planned(
            @Nullable Double reads,
            @Nullable Double readBytes,
            @Nullable Consistency consistency,
            @Nullable Double writes,
            @Nullable Double writeBytes,
            @Nullable Boolean transactional,
            @Nullable Double gsi1Reads,
            @Nullable Double gsi1Writes,
            @Nullable Double gsi2Reads,
            @Nullable Double gsi2Writes) {
        double written = checked("writes", writes, 0);
        double size = checked("writeBytes", writeBytes, 1);
        double readUnits = CapacityUnits.read(
                checked("readBytes", readBytes, size), consistency == null ? Consistency.EVENTUAL : consistency);
        double writeUnits = CapacityUnits.write(size, Boolean.TRUE.equals(transactional));
        Load table = load(checked("reads", reads, 0) * readUnits, written * writeUnits);
        Load gsi1 = index(checked("gsi1Reads", gsi1Reads, 0), checked("gsi1Writes", gsi1Writes, written), size);
        Load gsi2 =
                index(checked("gsi2Reads", gsi2Reads, 0), checked("gsi2Writes", gsi2Writes, written), KEYS_ONLY_BYTES);
        return CapacityPlan.of(
                "given",
                target -> switch (target) {
                    case TABLE -> table;
                    case GSI1 -> gsi1;
                    case GSI2 -> gsi2;
                },
                properties);
    }

    private static Load index(double reads, double writes, double bytes) {
        return load(
                reads * CapacityUnits.read(bytes, Consistency.EVENTUAL), writes * CapacityUnits.write(bytes, false));
    }

    private static Load load(double readUnits, double writeUnits) {
        return new Load(new Demand(readUnits, readUnits), new Demand(writeUnits, writeUnits));
    }

    private static double checked(String name, @Nullable Double value, double defaultValue) {
        if (value == null) {
            return defaultValue;
        }
        if (!Double.isFinite(value) || value < 0) {
            String message = name + " must be a number, at least 0";
            throw new InvalidEndpointRequestException(message, message);
        }
        return value;
    }
}
