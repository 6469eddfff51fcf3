package io.ordertable.infra.data;

import io.ordertable.infra.*;
import io.ordertable.infra.sizing.Sizing;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.*;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.kms.*;
import software.constructs.Construct;

/** The application's table. It is a global table even with one replica, because regions can then be added without replacing it. */
public record OrderTable(Settings settings) {

    TableV2 create(Construct scope, IKey key, PolicyDocument policy) {
        Contract.Table contract = Contract.TABLE;
        return TableV2.Builder.create(scope, "Table")
                .tableName(settings.tableName())
                .partitionKey(string(contract.partitionKey()))
                .sortKey(string(contract.sortKey()))
                .globalSecondaryIndexes(
                        contract.indexes().stream().map(this::index).toList())
                .dynamoStream(StreamViewType.valueOf(contract.stream()))
                .timeToLiveAttribute(contract.timeToLive())
                .billing(billing())
                .warmThroughput(warm(settings.sizing().table()))
                .encryption(encryption(Stack.of(scope), key))
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                // Not all keys, because CloudWatch charges for each event that it processes.
                .contributorInsightsSpecification(ContributorInsightsSpecification.builder()
                        .enabled(true)
                        .mode(ContributorInsightsMode.THROTTLED_KEYS)
                        .build())
                .deletionProtection(settings.deletionProtection())
                .removalPolicy(settings.removal())
                .tableClass(settings.infrequentAccess() ? TableClass.STANDARD_INFREQUENT_ACCESS : TableClass.STANDARD)
                .resourcePolicy(policy)
                .replicas(settings.replicas().stream()
                        .map(region ->
                                ReplicaTableProps.builder().region(region).build())
                        .toList())
                .build();
    }

    /** Creates a key of the table and its stream, or of a replica. The roles say who may use it; it is kept if the table is. */
    public static Key key(Stack stack, Settings settings) {
        return Key.Builder.create(new Construct(stack, "TableKey"), "Key")
                .alias(alias(settings))
                .description("Table " + settings.name())
                .enableKeyRotation(true)
                .removalPolicy(settings.removal())
                .build();
    }

    /** Each replica is encrypted with the key of its region, referenced by its alias, which is the same everywhere. */
    private TableEncryptionV2 encryption(Stack stack, IKey key) {
        String keys = "arn:" + stack.getPartition() + ":kms:%s:" + stack.getAccount() + ":" + alias(settings);
        return TableEncryptionV2.customerManagedKey(
                key, settings.replicas().stream().collect(Collectors.toMap(region -> region, keys::formatted)));
    }

    private static String alias(Settings settings) {
        return "alias/" + settings.name("table");
    }

    /** On demand up to a maximum, or provisioned. */
    private Billing billing() {
        Sizing.Capacity max = settings.sizing().table();
        if (settings.provisioned()) {
            return Billing.provisioned(ThroughputProps.builder()
                    .readCapacity(scaled(max.reads()))
                    .writeCapacity(scaled(max.writes()))
                    .build());
        }
        return Billing.onDemand(MaxThroughputProps.builder()
                .maxReadRequestUnits(max.reads())
                .maxWriteRequestUnits(max.writes())
                .build());
    }

    /** Prepares a table on demand for the peak, because it would reach it only step by step. */
    private @Nullable WarmThroughput warm(Sizing.Capacity max) {
        return max.warm()
                .filter(warm -> settings.warmThroughput() && !settings.provisioned())
                .map(warm -> WarmThroughput.builder()
                        .readUnitsPerSecond(warm.reads())
                        .writeUnitsPerSecond(warm.writes())
                        .build())
                .orElse(null);
    }

    private GlobalSecondaryIndexPropsV2 index(Contract.Index index) {
        Sizing.Capacity max = settings.sizing().index(index.name());
        GlobalSecondaryIndexPropsV2.Builder properties = GlobalSecondaryIndexPropsV2.builder()
                .indexName(index.name())
                .partitionKey(string(index.partitionKey()))
                .sortKey(string(index.sortKey()))
                .warmThroughput(warm(max))
                .projectionType(ProjectionType.valueOf(index.projection()));
        if (settings.provisioned()) {
            return properties
                    .readCapacity(scaled(max.reads()))
                    .writeCapacity(scaled(max.writes()))
                    .build();
        }
        return properties
                .maxReadRequestUnits(max.reads())
                .maxWriteRequestUnits(max.writes())
                .build();
    }

    /** A seed is the capacity right after a change from on demand, which DynamoDB would refuse without. */
    private static Capacity scaled(int max) {
        return Capacity.autoscaled(AutoscaledCapacityOptions.builder()
                .minCapacity(Math.min(10, max))
                .maxCapacity(max)
                .seedCapacity(max)
                .targetUtilizationPercent(70)
                .build());
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
