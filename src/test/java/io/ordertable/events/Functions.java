package io.ordertable.events;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sns.SnsClient;

/** Makes the function as Lambda does, save that it publishes to a topic at hand. */
final class Functions {

    static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:order-events";
    static final String FIFO_TOPIC = TOPIC + ".fifo";

    private Functions() {}

    static OrderEventsHandler publishingTo(SnsServer server) {
        return publishingTo(server, TOPIC);
    }

    static OrderEventsHandler publishingTo(SnsServer server, String topicArn) {
        Settings settings = Settings.from(Map.of("TOPIC_ARN", topicArn));
        return new OrderEventsHandler(settings, client(server, settings.topic()));
    }

    static SnsClient client(SnsServer server, TopicArn topic) {
        return SnsClients.publishing(topic)
                .endpointOverride(server.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
