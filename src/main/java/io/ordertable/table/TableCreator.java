package io.ordertable.table;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Creates the table before the first request is served, if the configuration asks for it and the table is missing. */
@Component
class TableCreator implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TableCreator.class);

    private final AwsClientBuilderConfigurer configurer;
    private final DynamoDbProperties dynamoDb;
    private final ObjectProvider<AwsConnectionDetails> connection;
    private final TableProperties table;

    TableCreator(
            AwsClientBuilderConfigurer configurer,
            DynamoDbProperties dynamoDb,
            ObjectProvider<AwsConnectionDetails> connection,
            TableProperties table) {
        this.configurer = configurer;
        this.dynamoDb = dynamoDb;
        this.connection = connection;
        this.table = table;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (table.create()) {
            create(table.name());
        }
    }

    /** Uses a client of its own with the SDK's retries and time-outs, because an emulator's first answers may take seconds. */
    void create(String name) {
        try (DynamoDbClient client = configurer
                        .configureSyncClient(
                                DynamoDbClient.builder(),
                                dynamoDb,
                                connection.getIfAvailable(),
                                Stream.empty(),
                                Stream.empty())
                        .build();
                DynamoDbWaiter waiter = client.waiter()) {
            createIfMissing(client, name);
            waiter.waitUntilTableExists(r -> r.tableName(name));
            enableTimeToLive(client, name);
        }
    }

    private static void createIfMissing(DynamoDbClient client, String name) {
        DynamoDbEnhancedClient enhanced =
                DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        try {
            enhanced.table(name, TableItem.SCHEMA).createTable(r -> r.globalSecondaryIndices(
                            index(Table.GSI1, ProjectionType.ALL), index(Table.GSI2, ProjectionType.KEYS_ONLY))
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
            log.info("Created table {}", name);
        } catch (ResourceInUseException e) {
            log.info("Table {} exists", name);
        }
    }

    private static EnhancedGlobalSecondaryIndex index(String name, ProjectionType projection) {
        return EnhancedGlobalSecondaryIndex.builder()
                .indexName(name)
                .projection(p -> p.projectionType(projection))
                .build();
    }

    /** Asks first, because DynamoDB rejects enabling it twice. */
    private static void enableTimeToLive(DynamoDbClient client, String name) {
        TimeToLiveStatus status = client.describeTimeToLive(r -> r.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(
                    r -> r.tableName(name).timeToLiveSpecification(s -> s.attributeName(Table.EXPIRES_AT)
                            .enabled(true)));
        }
    }
}
