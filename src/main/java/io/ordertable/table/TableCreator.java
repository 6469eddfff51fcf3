package io.ordertable.table;

import static software.amazon.awssdk.services.dynamodb.model.StreamViewType.NEW_AND_OLD_IMAGES;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Creates the table before the first request is served, if the configuration asks for it and the table is missing. */
@Component
record TableCreator(ControlPlane controlPlane, TableProperties table) implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(TableCreator.class);

    @Override
    public void afterSingletonsInstantiated() {
        if (!table.create()) {
            return;
        }
        // With the SDK's retries and time-outs, because an emulator's first answers may take seconds.
        try (DynamoDbClient client = controlPlane.client().build()) {
            createTable(client);
            client.waiter().waitUntilTableExists(r -> r.tableName(table.name()));
            enableTimeToLive(client);
        }
    }

    private void createTable(DynamoDbClient client) {
        var enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        try {
            enhanced.table(table.name(), TableItem.SCHEMA).createTable(r -> r.globalSecondaryIndices(
                            index(TableItem.GSI1, ProjectionType.ALL), index(TableItem.GSI2, ProjectionType.KEYS_ONLY))
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType(NEW_AND_OLD_IMAGES)));
            log.info("Created table {}", table.name());
        } catch (ResourceInUseException e) {
            log.info("Table {} exists", table.name());
        }
    }

    private static EnhancedGlobalSecondaryIndex index(String name, ProjectionType projection) {
        return EnhancedGlobalSecondaryIndex.builder()
                .indexName(name)
                .projection(p -> p.projectionType(projection))
                .build();
    }

    /** Asks first, because DynamoDB rejects enabling it twice. */
    private void enableTimeToLive(DynamoDbClient client) {
        var current = client.describeTimeToLive(r -> r.tableName(table.name())).timeToLiveDescription();
        if (current.timeToLiveStatus() == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(
                    r -> r.tableName(table.name()).timeToLiveSpecification(s -> s.attributeName(TableItem.EXPIRES_AT)
                            .enabled(true)));
        }
    }
}
