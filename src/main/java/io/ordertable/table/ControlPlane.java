package io.ordertable.table;

import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Configures clients for calls about the table itself, which are no part of the service's traffic: they have connections of their
 * own, do not appear in its meters, and do not go through a cache.
 */
@Component
record ControlPlane(
        AwsClientBuilderConfigurer configurer,
        DynamoDbProperties properties,
        ObjectProvider<AwsConnectionDetails> connection) {

    DynamoDbClientBuilder client() {
        return configurer.configureSyncClient(
                DynamoDbClient.builder(), properties, connection.getIfAvailable(), Stream.empty(), Stream.empty());
    }
}
