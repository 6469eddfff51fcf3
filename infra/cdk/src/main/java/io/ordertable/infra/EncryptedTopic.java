package io.ordertable.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Creates topics that accept messages over TLS only. */
public final class EncryptedTopic {

    private EncryptedTopic() {}

    /** Creates a topic with a key of its own, to which publishers need access. */
    public static Topic create(Construct scope, String name) {
        Key key = Key.Builder.create(scope, "Key")
                .alias("alias/" + name)
                .description("Topic " + name)
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(7))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return Topic.Builder.create(scope, "Topic")
                .topicName(name)
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }
}
