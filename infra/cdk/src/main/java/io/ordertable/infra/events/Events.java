package io.ordertable.infra.events;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.*;
import io.ordertable.infra.data.DataStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.*;
import software.amazon.awscdk.services.lambda.eventsources.SqsDlq;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.*;
import software.constructs.Construct;

/**
 * Publishes what happened to orders on a topic. Lambda itself reads the table's stream, so nothing here is in the VPC. The queue
 * receives failures: the positions of records in the stream, not the records.
 */
public record Events(Function function, String topic, Queue failures) {

    /** More than the maximum age allows, because an outage of the topic must delay events, not lose them. */
    private static final int RETRIES = 1000;

    /** Half of the time for which the stream keeps records, so that the on-call engineer can still read them. */
    private static final Duration MAX_RECORD_AGE = Duration.hours(12);

    /** Creates the function and what it needs. */
    public static Events create(Construct scope, Settings settings, DataStack data) {
        Topic topic = Resources.topic(scope, settings.name("events"));
        Queue failures = Queue.Builder.create(scope, "Failures")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                // The longest that SQS offers.
                .retentionPeriod(Duration.days(14))
                .build();
        Map<String, String> variables = Map.of(
                "TOPIC_ARN", topic.getTopicArn(),
                "POWERTOOLS_SERVICE_NAME", settings.name("events"),
                "POWERTOOLS_METRICS_NAMESPACE", settings.namespace());
        Function function = Resources.function(
                scope,
                settings,
                "events",
                "order-events",
                Contract.EVENTS.handler(),
                variables,
                statements(settings, data, topic, failures));
        deliver(scope, settings, data.stream(), function, failures);
        return new Events(function, topic.getTopicArn(), failures);
    }

    /** Allows to read one stream, to publish to one topic, and to report failures to one queue. */
    private static List<PolicyStatement> statements(Settings settings, DataStack data, Topic topic, Queue failures) {
        return List.of(
                allow("ReadStream", actions("dynamodb", "DescribeStream GetRecords GetShardIterator"), data.stream()),
                allow("FindStream", actions("dynamodb", "ListStreams"), "*"),
                allowIf(settings.through("dynamodb"), "DecryptStream", actions("kms", "Decrypt"), data.key()),
                allow("Publish", actions("sns", "Publish"), topic.getTopicArn()),
                allowIf(
                        settings.through("sns"),
                        "EncryptMessages",
                        actions("kms", "Decrypt GenerateDataKey"),
                        topic.getMasterKey().getKeyArn()),
                allow("ReportFailures", actions("sqs", "SendMessage"), failures.getQueueArn()));
    }

    /** Delivers records of orders, in order for each key. A batch that fails without a response is halved until its cause is found. */
    private static void deliver(Construct scope, Settings settings, String stream, Function function, Queue failures) {
        Contract.Table table = Contract.TABLE;
        Map<String, ?> orders = Map.of(table.sortKey(), Map.of("S", FilterRule.beginsWith(table.orderSortKeyPrefix())));
        EventSourceMapping.Builder.create(scope, "Stream")
                .eventSourceArn(stream)
                .target(function)
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .filters(List.of(FilterCriteria.filter(Map.of("dynamodb", Map.of("Keys", orders)))))
                .batchSize(100)
                .maxBatchingWindow(Duration.seconds(1))
                .parallelizationFactor(settings.sizing().parallelizationFactor())
                .bisectBatchOnError(true)
                .reportBatchItemFailures(true)
                .retryAttempts(RETRIES)
                .maxRecordAge(MAX_RECORD_AGE)
                .onFailure(new SqsDlq(failures))
                .build();
    }
}
