package io.ordertable.infra.data;

import io.ordertable.infra.settings.Billing.Provisioned;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTable;

/** How long auto-scaling waits between two steps. CDK's table has no property for it, but CloudFormation has. */
record Cooldowns(int scaleIn, int scaleOut) {

    private static final String WRITES = "WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings";
    private static final String READS = "ReadProvisionedThroughputSettings.ReadCapacityAutoScalingSettings";
    private static final String POLICY = ".TargetTrackingScalingPolicyConfiguration.";

    static Cooldowns of(Provisioned billing) {
        return new Cooldowns(billing.scaleInCooldown(), billing.scaleOutCooldown());
    }

    /** Applies to writes once for all replicas, and to reads for each replica. */
    void applyTo(CfnGlobalTable table, int indexes, int replicas) {
        Stream<String> writes = targets("", indexes).map(target -> target + WRITES);
        Stream<String> reads = IntStream.range(0, replicas)
                .mapToObj(replica -> "Replicas." + replica + ".")
                .flatMap(replica -> targets(replica, indexes))
                .map(target -> target + READS);
        Stream.concat(writes, reads).forEach(scaling -> Map.of("ScaleInCooldown", scaleIn, "ScaleOutCooldown", scaleOut)
                .forEach((name, seconds) -> table.addPropertyOverride(scaling + POLICY + name, seconds)));
    }

    /** Returns the paths of the table and its indexes. */
    private static Stream<String> targets(String parent, int indexes) {
        return Stream.concat(
                Stream.of(parent),
                IntStream.range(0, indexes).mapToObj(index -> parent + "GlobalSecondaryIndexes." + index + "."));
    }
}
