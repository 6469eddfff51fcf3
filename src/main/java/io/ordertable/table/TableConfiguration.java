package io.ordertable.table;

import io.awspring.cloud.autoconfigure.AwsSyncClientCustomizer;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB client and what both features share of the table. The one place that configures the client. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

    /** Each request holds one connection while it waits; virtual threads set no limit of their own. */
    private static final int CONNECTIONS = 256;

    @Bean
    AwsSyncClientCustomizer httpClient() {
        return builder -> builder.httpClientBuilder(AwsCrtHttpClient.builder().maxConcurrency(CONNECTIONS));
    }

    /** Without extensions: versions and timestamps are the domain's business, and each extension costs on every call. */
    @Bean
    DynamoDbEnhancedClient enhancedClient(DynamoDbClient client) {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions()
                .build();
    }

    @Bean
    @ConditionalOnProperty("ordertable.table.create")
    TableCreator tableCreator(DynamoDbClient client, TableProperties properties) {
        return new TableCreator(client, properties.name());
    }

    @Bean
    StatusShards statusShards(TableProperties properties) {
        return new StatusShards(properties.statusShards());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Uuid7 uuid7(Clock clock) {
        return new Uuid7(clock);
    }
}
