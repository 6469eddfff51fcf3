package io.ordertable.table;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB client and what both features share of the table. The one place that configures the client. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

    private static final Duration PULSE = Duration.ofMillis(100);

    /**
     * The SDK's own retries are off: it would multiply those of the repositories, which know the request's deadline. One call is
     * then one attempt, so one time-out serves for both.
     */
    @Bean
    DynamoDbClientCustomizer clientCustomizer(
            ClientProperties properties,
            ObjectProvider<ExecutionInterceptor> interceptors,
            @Qualifier("callTimer") ScheduledExecutorService callTimer) {
        return builder -> {
            ClientOverrideConfiguration.Builder calls = builder.overrideConfiguration().toBuilder()
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(properties.callTimeout())
                    .scheduledExecutorService(callTimer)
                    .addExecutionInterceptor(new DeadlineInterceptor(properties.callTimeout()));
            interceptors.orderedStream().forEach(calls::addExecutionInterceptor);
            builder.addPlugin(CheckedCredentials.PLUGIN)
                    .httpClientBuilder(new CrtClient.Builder(httpClient(properties), properties.maxConnections()))
                    .overrideConfiguration(calls.build());
        };
    }

    /**
     * Ends calls at their time-out, which hardly any reaches. A task that becomes the queue's first wakes the timer's thread, which
     * costs far more than the rest of it; the pulse is nearly always before them, so that they come and go unnoticed.
     */
    @Bean(defaultCandidate = false)
    ScheduledExecutorService callTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("call-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.scheduleAtFixedRate(() -> {}, PULSE.toMillis(), PULSE.toMillis(), TimeUnit.MILLISECONDS);
        return timer;
    }

    private static AwsCrtHttpClient.Builder httpClient(ClientProperties properties) {
        return AwsCrtHttpClient.builder()
                .maxConcurrency(properties.maxConnections())
                .connectionTimeout(properties.connectionTimeout())
                .connectionAcquisitionTimeout(properties.connectionTimeout())
                .connectionMaxIdleTime(properties.connectionMaxIdleTime())
                .connectionHealthConfiguration(health ->
                        health.minimumThroughputInBps(1L).minimumThroughputTimeout(properties.stallTimeout()));
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
