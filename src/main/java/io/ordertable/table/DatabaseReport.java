package io.ordertable.table;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

/** Tells at start-up which database the service uses. */
@Component
class DatabaseReport {

    private static final Logger log = LoggerFactory.getLogger(DatabaseReport.class);

    private final DynamoDbClient client;
    private final TableProperties properties;

    DatabaseReport(DynamoDbClient client, TableProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void report() {
        DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
        log.info(
                "Database: table {} at {}, region {}",
                properties.name(),
                configuration.endpointOverride().map(Object::toString).orElse("DynamoDB"),
                configuration.region());
    }
}
