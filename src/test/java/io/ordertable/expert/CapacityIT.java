package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.metrics.MeteredTest;
import org.junit.jupiter.api.Test;

class CapacityIT extends MeteredTest {

    @Test
    void aGivenLoadIsPlanned() {
        ApiResponse planned = management().post("/actuator/table", """
                {"reads": 80, "readBytes": 3072, "consistency": "strong",
                 "writes": 100, "writeBytes": 1500, "transactional": true, "gsi1Reads": 10}""");

        assertThat(planned.status()).isEqualTo(200);
        assertThat(minimum(planned.json(), "table", "read")).isEqualTo(115);
        assertThat(minimum(planned.json(), "table", "write")).isEqualTo(572);
        assertThat(minimum(planned.json(), "gsi1", "read")).isEqualTo(8);
        assertThat(minimum(planned.json(), "gsi1", "write")).isEqualTo(286);
        assertThat(minimum(planned.json(), "gsi2", "write")).isEqualTo(143);
        assertThat(planned.json().at("/monthlyCost/onDemand").asDouble()).isGreaterThan(1_000);
        assertThat(planned.text("/monthlyCost/prices/date")).isEqualTo("2025-07-21");
    }

    @Test
    void impossibleLoadsAreRejected() {
        assertThat(management().post("/actuator/table", "{\"reads\": -1}").status())
                .isEqualTo(400);
        assertThat(management().post("/actuator/table", "{\"reads\": \"many\"}").status())
                .isEqualTo(400);
        assertThat(management()
                        .post("/actuator/table", "{\"consistency\": \"some\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theLoadOfTheInstanceIsMeasured() {
        String order = workload.order(workload.user());
        for (int i = 0; i < 20; i++) {
            api().get(order);
        }

        ApiResponse measured = management().get("/actuator/table");

        assertThat(measured.json().at("/attempts/0/count").asInt()).isPositive();
        assertThat(measured.json().at("/attempts/0/percentiles/0.99").asDouble())
                .isPositive();
        assertThat(measured.text("/capacity/basis")).startsWith("measured by this instance over the last PT");
        assertThat(measured.json()
                        .at("/capacity/targets/table/read/peakUnitsPerSecond")
                        .asDouble())
                .isPositive();
        assertThat(measured.json()
                        .at("/capacity/targets/table/write/unitsPerSecond")
                        .asDouble())
                .isPositive();
        assertThat(measured.json()
                        .at("/capacity/targets/gsi2/write/unitsPerSecond")
                        .asDouble())
                .isPositive();
    }

    @Test
    void theTableIsDescribedAsFarAsTheEmulatorCan() {
        JsonNode table = management().get("/actuator/table").json().path("table");

        assertThat(table.at("/details/onDemand").asBoolean()).isTrue();
        assertThat(table.at("/details/indexes")).hasSize(2);
        assertThat(table.path("timeToLive").asText()).isEqualTo("expires_at");
        assertThat(table.at("/missing/DescribeContinuousBackups").asText()).isEqualTo("UNSUPPORTED");
    }

    private static long minimum(JsonNode plan, String target, String kind) {
        return plan.path("targets").path(target).path(kind).path("minimum").asLong();
    }
}
