package io.ordertable.table;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.ordertable.calls.Deadline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

/** Configures the DynamoDB client, and declares what all features need of the table. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TableConfiguration.class);

    /** Turns the SDK's own retries off, because they would multiply those of the repositories, which respect the deadline. */
    @Bean
    DynamoDbClientCustomizer clientCustomizer(
            ClientProperties properties, ObjectProvider<ExecutionInterceptor> interceptors) {
        return builder -> {
            ClientOverrideConfiguration.Builder calls = builder.overrideConfiguration().toBuilder()
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(properties.callTimeout())
                    .addExecutionInterceptor(new DeadlineInterceptor(properties.callTimeout()));
            interceptors.orderedStream().forEach(calls::addExecutionInterceptor);
            builder.httpClientBuilder(httpClient(properties)).overrideConfiguration(calls.build());
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

    /** Without extensions, because the domain sets versions and times, and each extension costs time on every call. */
    @Bean
    DynamoDbEnhancedClient enhancedClient(DynamoDbClient client) {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions()
                .build();
    }

    /** Ends a start without credentials, because each call would fail, and logs which table the service uses. */
    @Bean
    SmartInitializingSingleton startCheck(DynamoDbClient client, TableProperties properties) {
        return () -> {
            DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
            configuration.credentialsProvider().resolveIdentity().join();
            String endpoint =
                    configuration.endpointOverride().map(URI::toString).orElse("DynamoDB");
            log.info("Table {} at {} in {}", properties.name(), endpoint, configuration.region());
        };
    }

    /** Ticks in milliseconds, the precision in which times are stored. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** Shortens the time-out of a call if the deadline comes first. */
    private record DeadlineInterceptor(Duration callTimeout) implements ExecutionInterceptor {

        private static final Duration SHORTEST = Duration.ofMillis(1);

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            Duration left = Deadline.atMost(callTimeout);
            if (left.equals(callTimeout) || !(context.request() instanceof AwsRequest request)) {
                return context.request();
            }
            AwsRequestOverrideConfiguration.Builder configuration = request.overrideConfiguration()
                    .map(AwsRequestOverrideConfiguration::toBuilder)
                    .orElseGet(AwsRequestOverrideConfiguration::builder)
                    .apiCallTimeout(left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
            return request.toBuilder()
                    .overrideConfiguration(configuration.build())
                    .build();
        }
    }
}
