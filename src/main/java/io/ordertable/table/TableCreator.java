package io.ordertable.table;

import static io.ordertable.table.Attributes.EXPIRES_AT;
import static io.ordertable.table.Attributes.GSI1PK;
import static io.ordertable.table.Attributes.GSI1SK;
import static io.ordertable.table.Attributes.GSI2PK;
import static io.ordertable.table.Attributes.GSI2SK;
import static io.ordertable.table.Attributes.PK;
import static io.ordertable.table.Attributes.SK;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Makes the table with its indexes, stream and time-to-live where it is missing, before the first request is served. */
class TableCreator implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TableCreator.class);

    /**
     * An emulator's first answers take seconds, far longer than those that requests wait for; where the connection is closed over
     * it, the call is repeated.
     */
    private static final AwsRequestOverrideConfiguration PATIENT = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(30))
            .addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(15)
                            .build())
                    .build()))
            .build();

    private final DynamoDbClient client;
    private final String table;

    TableCreator(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            client.createTable(
                    definition(table).toBuilder().overrideConfiguration(PATIENT).build());
            log.info("Created table {}", table);
        } catch (ResourceInUseException e) {
            log.info("Table {} exists", table);
        }
        try (DynamoDbWaiter waiter = client.waiter()) {
            waiter.waitUntilTableExists(r -> r.tableName(table).overrideConfiguration(PATIENT));
        }
        enableTimeToLive();
    }

    /** The table as production has it, billed on demand. */
    static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(Stream.of(PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK)
                        .map(TableCreator::string)
                        .toList())
                .keySchema(keys(PK, SK))
                .globalSecondaryIndexes(
                        index(Index.GSI1, keys(GSI1PK, GSI1SK), ProjectionType.ALL),
                        index(Index.GSI2, keys(GSI2PK, GSI2SK), ProjectionType.KEYS_ONLY))
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    /** Asks first: DynamoDB refuses to enable what is enabled already. */
    private void enableTimeToLive() {
        TimeToLiveStatus status = client.describeTimeToLive(
                        r -> r.tableName(table).overrideConfiguration(PATIENT))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
            client.updateTimeToLive(r -> r.tableName(table)
                    .overrideConfiguration(PATIENT)
                    .timeToLiveSpecification(s -> s.attributeName(EXPIRES_AT).enabled(true)));
        }
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keys(String partitionKey, String sortKey) {
        return List.of(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static GlobalSecondaryIndex index(String name, List<KeySchemaElement> keys, ProjectionType projection) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys)
                .projection(p -> p.projectionType(projection))
                .build();
    }
}
