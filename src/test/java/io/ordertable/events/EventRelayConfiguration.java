package io.ordertable.events;

import io.ordertable.table.TableProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Shows events to the developer who runs the service on their machine. */
@TestConfiguration(proxyBeanMethods = false)
public class EventRelayConfiguration {

    @Bean
    EventRelay eventRelay(DynamoDbClient client, TableProperties properties) {
        return new EventRelay(client, properties.name());
    }
}
