package io.ordertable.infra.events;

import io.ordertable.infra.Reasons;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Says which of the stream's records could not be announced: their position in the stream, not themselves. */
class FailedEvents extends Construct {

    /** As long as SQS keeps anything. */
    private static final Duration RETENTION = Duration.days(14);

    private final Queue queue;

    FailedEvents(Construct scope, String id, String name) {
        super(scope, id);
        queue = Queue.Builder.create(this, "Queue")
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(RETENTION)
                .build();
        Reasons.exempt(queue, "AwsSolutions-SQS3", "This is where failures end; nothing consumes it but people");
    }

    Queue queue() {
        return queue;
    }
}
