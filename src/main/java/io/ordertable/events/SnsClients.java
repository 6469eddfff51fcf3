package io.ordertable.events;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/** Makes clients of SNS, with everything named that the SDK would otherwise have to look for at each start. */
final class SnsClients {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(1);

    /** SNS answers within milliseconds; its own trouble shows as silence first. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

    private SnsClients() {}

    /** For the client that publishes. It does not retry: {@link Publisher} does, and knows the deadline. */
    static SnsClientBuilder publishing(TopicArn topic) {
        // Lambda gives credentials as environment variables, but after SnapStart at an address.
        AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create());
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(READ_TIMEOUT)
                .build();
        return client(topic, credentials, http);
    }

    /** For a client that goes through all that publishing takes, but for the network. */
    static SnsClientBuilder rehearsing(TopicArn topic) {
        return client(
                topic, StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")), new EmptyStage());
    }

    private static SnsClientBuilder client(TopicArn topic, AwsCredentialsProvider credentials, SdkHttpClient http) {
        return SnsClient.builder()
                .region(Region.of(topic.region()))
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }
}
