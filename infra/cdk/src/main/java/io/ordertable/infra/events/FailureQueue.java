package io.ordertable.infra.events;

import io.ordertable.infra.NagExemptions;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue for records whose events could not be published. Its messages contain positions in the stream, not the records. */
class FailureQueue extends Construct {

    /** The longest that SQS offers. */
    private static final Duration RETENTION = Duration.days(14);

    private final Queue queue;

    FailureQueue(Construct scope, String id, String name) {
        super(scope, id);
        queue = Queue.Builder.create(this, "Queue")
                .queueName(name)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(RETENTION)
                .build();
        NagExemptions.exempt(queue, "AwsSolutions-SQS3", "It is a dead-letter queue itself, and people read it");
    }

    Queue queue() {
        return queue;
    }
}
