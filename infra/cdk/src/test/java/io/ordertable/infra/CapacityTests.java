package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** Everything has the size that follows from the orders a second. */
class CapacityTests {

    static final Settings LARGE = Variants.prod(Map.of(
            "average-orders-per-second", 2_500,
            "peak-orders-per-second", 10_000,
            "status-shards-read", 32,
            "status-shards-write", 25));

    private static final String WRITES = "/WriteProvisionedThroughputSettings/WriteCapacityAutoScalingSettings";
    private static final String READS = "/ReadProvisionedThroughputSettings/ReadCapacityAutoScalingSettings";

    @Test
    void onDemandTheTableAndEachIndexHaveAMaximum() {
        Resource table = TableTests.table(Variants.prod());

        assertThat(table.text("/BillingMode")).isEqualTo("PAY_PER_REQUEST");
        assertThat(withIndexes(table.properties()))
                .extracting(target -> target.at("/WriteOnDemandThroughputSettings/MaxWriteRequestUnits")
                        .asInt())
                .containsExactly(1_125, 500, 875);
        assertThat(withIndexes(table.at("/Replicas/0")))
                .extracting(target -> target.at("/ReadOnDemandThroughputSettings/MaxReadRequestUnits")
                        .asInt())
                .containsExactly(1_813, 200, 200);
        assertThat(withIndexes(table.properties())).noneMatch(target -> target.has("WarmThroughput"));
    }

    @Test
    void aPeakThatANewTableOnDemandDoesNotTakeAtOnceIsPreparedFor() {
        assertThat(withIndexes(TableTests.table(LARGE).properties()))
                .extracting(
                        target ->
                                target.at("/WarmThroughput/ReadUnitsPerSecond").asInt(),
                        target ->
                                target.at("/WarmThroughput/WriteUnitsPerSecond").asInt())
                .containsExactly(tuple(181_250, 112_500), tuple(18_750, 50_000), tuple(12_000, 87_500));
        assertThat(withIndexes(TableTests.table(Variants.everything()).properties()))
                .as("provisioned")
                .noneMatch(target -> target.has("WarmThroughput"));
    }

    @Test
    void quotasToAskForAreShown() {
        assertThat(Synthesis.of(LARGE).stacks())
                .flatExtracting(stack -> Annotations.fromStack(stack)
                        .findInfo("*", Match.stringLikeRegexp("AWS has to raise a quota.*")))
                .hasSize(4);
    }

    @Test
    void tasksAndTheFunctionHaveRoomForThePeak() {
        Synthesis synthesis = Synthesis.of(LARGE);

        Resource task = synthesis.task();
        assertThat(task.text("/Cpu")).isEqualTo("4096");
        assertThat(task.text("/Memory")).isEqualTo("8192");
        Resource tasks = synthesis.the("AWS::ApplicationAutoScaling::ScalableTarget");
        assertThat(tasks.at("/MinCapacity").asInt()).isEqualTo(7);
        assertThat(tasks.at("/MaxCapacity").asInt()).isEqualTo(28);
        assertThat(synthesis.all("AWS::ApplicationAutoScaling::ScalingPolicy"))
                .extracting(policy -> policy.at("/TargetTrackingScalingPolicyConfiguration/TargetValue")
                        .asInt())
                .containsExactlyInAnyOrder(60, 288_000);
        assertThat(synthesis
                        .the("AWS::Lambda::EventSourceMapping")
                        .at("/ParallelizationFactor")
                        .asInt())
                .isEqualTo(3);
        assertThat(ServiceTests.environment(LARGE))
                .containsEntry("ORDERTABLE_TABLE_STATUSSHARDS_READ", "32")
                .containsEntry("ORDERTABLE_TABLE_STATUSSHARDS_WRITE", "25");
    }

    @Test
    void provisionedWritesOfTheTableAndEachIndexFollowTheLoad() {
        Resource table = TableTests.table(Variants.everything());

        assertThat(table.text("/BillingMode")).isEqualTo("PROVISIONED");
        assertThat(withIndexes(table.properties()))
                .satisfiesExactly(
                        target -> assertScales(target.at(WRITES), 10, 1_125),
                        index -> assertScales(index.at(WRITES), 10, 500),
                        index -> assertScales(index.at(WRITES), 10, 875));
    }

    @Test
    void provisionedReadsOfTheTableAndEachIndexFollowTheLoadInEachRegion() {
        List<JsonNode> replicas = TableTests.table(Variants.everything()).list("/Replicas");

        assertThat(replicas).hasSize(2);
        assertThat(replicas).allSatisfy(replica -> assertThat(withIndexes(replica))
                .satisfiesExactly(
                        target -> assertScales(target.at(READS), 10, 1_813),
                        index -> assertScales(index.at(READS), 10, 200),
                        index -> assertScales(index.at(READS), 10, 200)));
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
