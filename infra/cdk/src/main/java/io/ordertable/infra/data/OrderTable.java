package io.ordertable.infra.data;

import io.ordertable.infra.contract.Contract;
import io.ordertable.infra.contract.TableContract;
import io.ordertable.infra.contract.TableContract.IndexContract;
import io.ordertable.infra.settings.Billing;
import io.ordertable.infra.settings.Settings;
import io.ordertable.infra.settings.TableSettings;
import io.ordertable.infra.settings.TableSettings.Storage;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTable;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsSpecification;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexPropsV2;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.ReplicaTableProps;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.TableClass;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
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

    private final TableContract contract = Contract.table();
    private final TableSettings settings;
    private final TableV2 table;

    OrderTable(Construct scope, String id, IKey key, Settings environment) {
        super(scope, id);
        settings = environment.table();
        Capacity capacity = Capacity.of(settings.billing());
        table = TableV2.Builder.create(this, "Table")
                .tableName(environment.names().base())
                .partitionKey(string(contract.partitionKey()))
                .sortKey(string(contract.sortKey()))
                .globalSecondaryIndexes(contract.indexes().stream()
                        .map(index -> index(index, capacity))
                        .toList())
                .dynamoStream(StreamViewType.valueOf(contract.stream()))
                .timeToLiveAttribute(contract.timeToLive())
                .billing(capacity.billing())
                .encryption(encryption(key, environment))
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .contributorInsightsSpecification(THROTTLED_KEYS)
                .deletionProtection(settings.retained())
                .removalPolicy(settings.retained() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .tableClass(tableClass())
                .replicas(settings.replicas().stream().map(this::replica).toList())
                .build();
        if (settings.billing() instanceof Billing.Provisioned provisioned) {
            CfnGlobalTable resource = (CfnGlobalTable) table.getNode().getDefaultChild();
            Cooldowns.of(provisioned)
                    .applyTo(
                            resource,
                            contract.indexes().size(),
                            settings.replicas().size() + 1);
        }
    }

    TableV2 table() {
        return table;
    }

    private TableClass tableClass() {
        return settings.storage() == Storage.STANDARD ? TableClass.STANDARD : TableClass.STANDARD_INFREQUENT_ACCESS;
    }

    private ReplicaTableProps replica(String region) {
        return ReplicaTableProps.builder()
                .region(region)
                .deletionProtection(settings.retained())
                .build();
    }

    /** Each replica is encrypted with the key that {@link ReplicaKeyStack} creates in its region, referenced by its alias. */
    private TableEncryptionV2 encryption(IKey key, Settings environment) {
        Stack stack = Stack.of(this);
        Map<String, String> keys = settings.replicas().stream()
                .collect(Collectors.toMap(
                        region -> region,
                        region -> "arn:" + stack.getPartition() + ":kms:" + region + ":" + stack.getAccount() + ":"
                                + TableKey.alias(environment)));
        return TableEncryptionV2.customerManagedKey(key, keys);
    }

    private static GlobalSecondaryIndexPropsV2 index(IndexContract index, Capacity capacity) {
        GlobalSecondaryIndexPropsV2.Builder properties = GlobalSecondaryIndexPropsV2.builder()
                .indexName(index.name())
                .partitionKey(string(index.partitionKey()))
                .sortKey(string(index.sortKey()))
                .projectionType(ProjectionType.valueOf(index.projection()));
        return capacity.of(properties).build();
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
