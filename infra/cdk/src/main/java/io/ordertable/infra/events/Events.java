package io.ordertable.infra.events;

import io.ordertable.infra.Contract;
import io.ordertable.infra.EncryptedTopic;
import io.ordertable.infra.Functions;
import io.ordertable.infra.Logs;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import io.ordertable.infra.data.DataStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Publishes what happened to orders on a topic. Lambda itself reads the table's stream, so nothing here is in the VPC. */
public final class Events extends Construct {

    private static final String ARCHIVE = "../order-events/target/order-events.zip";

    private static final int BATCH = 100;
    private static final Duration WINDOW = Duration.seconds(1);

    /** More than the maximum age allows, because an outage of the topic must delay events, not lose them. */
    private static final int RETRIES = 1000;

    /** Half of the time for which the stream keeps records, so that the on-call engineer can still read them. */
    private static final Duration MAX_RECORD_AGE = Duration.hours(12);

    /** The longest that SQS keeps messages. */
    private static final Duration MAX_RETENTION = Duration.days(14);

    private final Settings settings;
    private final EncryptedTopic topic;
    private final Queue failures;
    private final Function function;

    public Events(Construct scope, String id, Settings settings, DataStack data) {
        super(scope, id);
        this.settings = settings;
        topic = new EncryptedTopic(this, "Events", settings.name("events"));
        failures = Queue.Builder.create(this, "Failures")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(MAX_RETENTION)
                .build();
        NagExemptions.exempt(failures, "AwsSolutions-SQS3", "It is a dead-letter queue itself, and people read it");
        LogGroup logs = Logs.group(this, "Logs", settings, "events");
        function = function(logs, new FunctionRole(this, "Role", data, topic, failures, logs));
        deliver(data.stream());
    }

    public Function function() {
        return function;
    }

    /** Returns the queue for records whose events could not be published: their positions in the stream, not the records. */
    public Queue failures() {
        return failures;
    }

    /** Returns the ARN of the topic. */
    public String topic() {
        return topic.topic().getTopicArn();
    }

    private Function function(LogGroup logs, FunctionRole role) {
        Function created = Functions.builder(this, settings.name("events"), ARCHIVE, role.role())
                .description("Publishes what happened to orders")
                .handler(Contract.function().handler())
                .logGroup(logs)
                .environment(Map.of(
                        "TOPIC_ARN", topic(),
                        "POWERTOOLS_SERVICE_NAME", settings.name("events"),
                        "POWERTOOLS_METRICS_NAMESPACE", settings.namespace()))
                .build();
        created.getNode().addDependency(role);
        return created;
    }

    /**
     * Delivers the stream's records of orders to the function, in order for each key. If the function fails without a response,
     * the batch is halved until the record that causes it is found.
     */
    private void deliver(String stream) {
        EventSourceMapping.Builder.create(this, "Stream")
                .eventSourceArn(stream)
                .target(function)
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .filters(List.of(FilterCriteria.filter(Map.of("dynamodb", Map.of("Keys", ordersOnly())))))
                .batchSize(BATCH)
                .parallelizationFactor(settings.sizing().parallelizationFactor())
                .maxBatchingWindow(WINDOW)
                .bisectBatchOnError(true)
                .reportBatchItemFailures(true)
                .retryAttempts(RETRIES)
                .maxRecordAge(MAX_RECORD_AGE)
                .onFailure(new SqsDlq(failures))
                .build();
    }

    private static Map<String, Object> ordersOnly() {
        return Map.of(
                Contract.table().sortKey(),
                Map.of("S", FilterRule.beginsWith(Contract.table().orderSortKeyPrefix())));
    }
}
