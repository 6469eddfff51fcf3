package io.ordertable.table;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB client and what both features share of the table. The one place that configures the client. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

    /**
     * Turns the SDK's own retries off, because they would multiply those of the repositories, which know the request's deadline. So
     * a call is one attempt, and has one time-out.
     */
    @Bean
    DynamoDbClientCustomizer clientCustomizer(
            ClientProperties properties, ObjectProvider<ExecutionInterceptor> interceptors) {
        return builder -> {
            ClientOverrideConfiguration.Builder calls = builder.overrideConfiguration().toBuilder()
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(properties.callTimeout())
                    .addExecutionInterceptor(new DeadlineInterceptor(properties.callTimeout()));
            interceptors.orderedStream().forEach(calls::addExecutionInterceptor);
            builder.addPlugin(CheckedCredentials.PLUGIN)
                    .httpClientBuilder(httpClient(properties))
                    .overrideConfiguration(calls.build());
        };
    }

    private static Apache5HttpClient.Builder httpClient(ClientProperties properties) {
        return Apache5HttpClient.builder()
                .maxConnections(properties.maxConnections())
                .connectionTimeout(properties.connectionTimeout())
                .connectionAcquisitionTimeout(properties.connectionTimeout())
                .connectionMaxIdleTime(properties.connectionMaxIdleTime())
                .socketTimeout(properties.callTimeout());
    }

    /** Without extensions: versions and timestamps are the domain's business, and each extension costs on every call. */
    @Bean
    DynamoDbEnhancedClient enhancedClient(DynamoDbClient client) {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions()
                .build();
    }

    /** Ends a start without credentials. Each later call would fail. */
    @Bean
    SmartInitializingSingleton credentialsCheck(DynamoDbClient client) {
        return () -> client.serviceClientConfiguration()
                .credentialsProvider()
                .resolveIdentity()
                .join();
    }

    /** Decided by each process: conditions on beans are decided once, when the container image is built. */
    @Bean
    SmartInitializingSingleton tableCreation(DynamoDbClient client, TableProperties properties) {
        return properties.create() ? new TableCreator(client, properties.name()) : () -> {};
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
