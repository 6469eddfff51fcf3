package io.ordertable.events;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

/** Creates the function as Lambda does, except that it publishes to a server in the test. */
final class Functions {

    static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:order-events";
    static final String FIFO_TOPIC = TOPIC + ".fifo";

    private Functions() {}

    static OrderEventsHandler publishingTo(SnsServer server) {
        return publishingTo(server, TOPIC);
    }

    static OrderEventsHandler publishingTo(SnsServer server, String topicArn) {
        // In Lambda, environment variables say this.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        MetricsFactory.getMetricsInstance().setNamespace("Ordertable");
        return new OrderEventsHandler(
                OrderTopic.client()
                        .endpointOverride(server.uri())
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build(),
                topicArn);
    }
}
