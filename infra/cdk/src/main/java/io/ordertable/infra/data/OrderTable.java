package io.ordertable.infra.data;

import io.ordertable.infra.Contract;
import io.ordertable.infra.Settings;
import io.ordertable.infra.sizing.Sizing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.AutoscaledCapacityOptions;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.Capacity;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsSpecification;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.MaxThroughputProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.ReplicaTableProps;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.TableClass;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.dynamodb.ThroughputProps;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * The application's table. It is a global table even with one replica: regions can be added later without replacing it, and
 * CloudFormation scales its capacity without further resources.
 */
class OrderTable extends Construct {

    /** Shows the keys that are throttled, and no others, because CloudWatch charges for each event that it processes. */
    private static final ContributorInsightsSpecification THROTTLED_KEYS = ContributorInsightsSpecification.builder()
            .enabled(true)
            .mode(ContributorInsightsMode.THROTTLED_KEYS)
            .build();

    /** The utilization in percent that auto-scaling of provisioned capacity aims at, and the least capacity. */
    private static final int TARGET = 70;

    private static final int LEAST = 10;

    private final Settings settings;
    private final TableV2 table;

    OrderTable(Construct scope, String id, IKey key, IVpc vpc, Settings settings) {
        super(scope, id);
        this.settings = settings;
        Contract.Table contract = Contract.table();
        table = TableV2.Builder.create(this, "Table")
                .tableName(settings.tableName())
                .partitionKey(string(contract.partitionKey()))
                .sortKey(string(contract.sortKey()))
                .globalSecondaryIndexes(
                        contract.indexes().stream().map(this::index).toList())
                .dynamoStream(StreamViewType.valueOf(contract.stream()))
                .timeToLiveAttribute(contract.timeToLive())
                .billing(billing())
                .warmThroughput(warm(settings.sizing().table()))
                .encryption(encryption(key))
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .contributorInsightsSpecification(THROTTLED_KEYS)
                .deletionProtection(settings.deletionProtection())
                .removalPolicy(settings.removal())
                .tableClass(settings.infrequentAccess() ? TableClass.STANDARD_INFREQUENT_ACCESS : TableClass.STANDARD)
                .resourcePolicy(policy(vpc))
                .replicas(settings.replicas().stream().map(this::replica).toList())
                .build();
    }

    TableV2 table() {
        return table;
    }

    private ReplicaTableProps replica(String region) {
        return ReplicaTableProps.builder()
                .region(region)
                .deletionProtection(settings.deletionProtection())
                .build();
    }

    /**
     * Those who need not be in the VPC are roles for that purpose, such as that of DAX, whose nodes are in a network of AWS, and
     * roles of services: without its own, DynamoDB would stop replicating.
     */
    private PolicyDocument policy(IVpc vpc) {
        Stack stack = Stack.of(this);
        String prefix = "arn:" + stack.getPartition() + ":";
        String table =
                prefix + "dynamodb:" + stack.getRegion() + ":" + stack.getAccount() + ":table/" + settings.tableName();
        String roles = prefix + "iam::" + stack.getAccount() + ":role";
        return PolicyDocument.Builder.create()
                .statements(List.of(new TableAccess(table, "")
                        .denyOutside(
                                vpc.getVpcId(),
                                Stream.concat(
                                                Stream.of(
                                                        roles + settings.outside() + "*",
                                                        roles + "/aws-service-role/*"),
                                                settings.administrators().stream())
                                        .toList())))
                .build();
    }

    /** Each replica is encrypted with the key that {@link ReplicaKeyStack} creates in its region, referenced by its alias. */
    private TableEncryptionV2 encryption(IKey key) {
        Stack stack = Stack.of(this);
        Map<String, String> keys = settings.replicas().stream()
                .collect(Collectors.toMap(
                        region -> region,
                        region -> "arn:" + stack.getPartition() + ":kms:" + region + ":" + stack.getAccount() + ":"
                                + TableKey.alias(settings)));
        return TableEncryptionV2.customerManagedKey(key, keys);
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
                .minCapacity(Math.min(LEAST, max))
                .maxCapacity(max)
                .seedCapacity(max)
                .targetUtilizationPercent(TARGET)
                .build());
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
