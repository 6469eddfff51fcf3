package io.ordertable.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** A topic that is encrypted with its own key and accepts messages over TLS only. */
public final class EncryptedTopic extends Construct {

    private final Key key;
    private final Topic topic;

    public EncryptedTopic(Construct scope, String id, String name) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .alias("alias/" + name)
                .description("Topic " + name)
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(7))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        topic = Topic.Builder.create(this, "Topic")
                .topicName(name)
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }

    public Topic topic() {
        return topic;
    }

    /** Returns the key that encrypts the messages; publishers need access to it. */
    public Key key() {
        return key;
    }
}
