package io.ordertable.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * A topic that accepts messages over TLS only.
 *
 * @param key encrypts the messages; publishers need access to it
 */
public record EncryptedTopic(Topic topic, Key key) {

    /** Creates a topic with a key of its own. */
    public static EncryptedTopic create(Construct scope, String name) {
        Key key = Key.Builder.create(scope, "Key")
                .alias("alias/" + name)
                .description("Topic " + name)
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(7))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Topic topic = Topic.Builder.create(scope, "Topic")
                .topicName(name)
                .masterKey(key)
                .enforceSsl(true)
                .build();
        return new EncryptedTopic(topic, key);
    }
}
