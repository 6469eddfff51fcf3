package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both capacity modes: the cost of the table and its indexes is limited, and provisioned capacity follows the load. */
class CapacityTests {

    private static final String WRITES = "/WriteProvisionedThroughputSettings/WriteCapacityAutoScalingSettings";
    private static final String READS = "/ReadProvisionedThroughputSettings/ReadCapacityAutoScalingSettings";

    @Test
    void onDemandTheTableAndEachIndexHaveAMaximum() {
        Resource table = TableTests.table(Variants.prod());

        assertThat(table.text("/BillingMode")).isEqualTo("PAY_PER_REQUEST");
        assertThat(withIndexes(table.properties()))
                .hasSize(3)
                .extracting(target -> target.at("/WriteOnDemandThroughputSettings/MaxWriteRequestUnits")
                        .asInt())
                .containsOnly(1000);
        assertThat(withIndexes(table.at("/Replicas/0")))
                .hasSize(3)
                .extracting(target -> target.at("/ReadOnDemandThroughputSettings/MaxReadRequestUnits")
                        .asInt())
                .containsOnly(4000);
    }

    @Test
    void provisionedWritesOfTheTableAndEachIndexFollowTheLoad() {
        Resource table = TableTests.table(Variants.everything());

        assertThat(table.text("/BillingMode")).isEqualTo("PROVISIONED");
        assertThat(withIndexes(table.properties())).hasSize(3).allSatisfy(target -> {
            assertScales(target.at(WRITES), 10, 1000);
        });
    }

    @Test
    void provisionedReadsOfTheTableAndEachIndexFollowTheLoadInEachRegion() {
        List<JsonNode> replicas = TableTests.table(Variants.everything()).list("/Replicas");

        assertThat(replicas).hasSize(2);
        assertThat(replicas.stream().flatMap(CapacityTests::withIndexes))
                .hasSize(6)
                .allSatisfy(target -> assertScales(target.at(READS), 10, 4000));
    }

    private static void assertScales(JsonNode scaling, int min, int max) {
        assertThat(scaling.path("MinCapacity").asInt()).isEqualTo(min);
        assertThat(scaling.path("MaxCapacity").asInt()).isEqualTo(max);
        JsonNode policy = scaling.path("TargetTrackingScalingPolicyConfiguration");
        assertThat(policy.path("TargetValue").asInt()).isEqualTo(70);
        assertThat(scaling.path("SeedCapacity").asInt())
                .as("the capacity right after a change from on demand")
                .isEqualTo(max);
    }

    private static Stream<JsonNode> withIndexes(JsonNode table) {
        return Stream.concat(Stream.of(table), Resource.stream(table.path("GlobalSecondaryIndexes")));
    }
}
