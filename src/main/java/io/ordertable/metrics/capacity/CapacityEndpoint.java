package io.ordertable.metrics.capacity;

import io.ordertable.metrics.capacity.PlannedLoad.Load;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Component;

/** {@code /actuator/capacity}: GET plans for what this instance consumes, POST for a load that is given. */
@Component
@Endpoint(id = "capacity")
class CapacityEndpoint {

    /** Four keys with their names, which is what the second index holds of an order. */
    private static final double KEYS_ONLY_BYTES = 256;

    private final CapacityPlanner planner;
    private final Traffic traffic;

    CapacityEndpoint(CapacityPlanner planner, Traffic traffic) {
        this.planner = planner;
        this.traffic = traffic;
    }

    @ReadOperation
    CapacityPlan measured() {
        String basis =
                "measured by this instance over the last " + traffic.covered().truncatedTo(ChronoUnit.SECONDS);
        return planner.plan(basis, traffic);
    }

    /**
     * Plans for a load. Rates are items a second, sizes bytes; a rate that is not given is 0, except that what is written to the
     * table is taken to be written to both indexes. Index reads are eventually consistent, as DynamoDB offers no other.
     *
     * @param consistency of the table's reads, eventual by default
     * @param transactional whether the table is written in transactions; the indexes follow later, at the simple price
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
        double written = given("writes", writes, 0);
        double size = given("writeBytes", writeBytes, 1);
        double readUnits = CapacityUnits.read(
                given("readBytes", readBytes, size), consistency == null ? Consistency.EVENTUAL : consistency);
        boolean twice = transactional != null && transactional;
        Load table = new Load(given("reads", reads, 0), readUnits, written, CapacityUnits.write(size, twice));
        Load gsi1 = index(given("gsi1Reads", gsi1Reads, 0), given("gsi1Writes", gsi1Writes, written), size);
        Load gsi2 = index(given("gsi2Reads", gsi2Reads, 0), given("gsi2Writes", gsi2Writes, written), KEYS_ONLY_BYTES);
        return planner.plan("given", new PlannedLoad(table, gsi1, gsi2));
    }

    private static Load index(double reads, double writes, double bytes) {
        return new Load(
                reads, CapacityUnits.read(bytes, Consistency.EVENTUAL), writes, CapacityUnits.write(bytes, false));
    }

    private static double given(String name, @Nullable Double value, double otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (!Double.isFinite(value) || value < 0) {
            throw new InvalidEndpointRequestException(
                    name + " must be a number, at least 0", name + " must be a number, at least 0");
        }
        return value;
    }
}
