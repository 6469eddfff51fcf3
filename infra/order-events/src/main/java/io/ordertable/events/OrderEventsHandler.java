package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** The function's handler. Its event source mapping has to use {@code ReportBatchItemFailures}. */
public final class OrderEventsHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final Metrics metrics = MetricsFactory.getMetricsInstance();
    private final OrderTopic topic;

    /** Creates the handler as Lambda does, configured by environment variables. */
    public OrderEventsHandler() {
        this(OrderTopic.client().build(), Objects.requireNonNull(System.getenv("TOPIC_ARN"), "TOPIC_ARN is not set"));
    }

    OrderEventsHandler(SnsClient sns, String topicArn) {
        topic = new OrderTopic(sns, topicArn);
    }

    /**
     * Publishes the events that the records stand for.
     *
     * @return the records whose events were not published; Lambda delivers again from the first of them on
     * @throws IllegalStateException if the stream does not have both images
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent input, Context context) {
        List<DynamodbStreamRecord> records = input.getRecords();
        List<OrderEvent> events = new ArrayList<>();
        int unreadable = 0;
        for (DynamodbStreamRecord record : records) {
            requireBothImages(record);
            try {
                events.addAll(OrderEvents.from(record));
            } catch (RuntimeException e) {
                // Skipped, because it would fail forever and hold up all later records of its shard.
                unreadable++;
                logSkipped(record, e, context.getLogger());
            }
        }
        Set<String> published = sequenceNumbers(events);
        Set<String> failed = sequenceNumbers(topic.publish(events, context.getLogger()));
        published.removeAll(failed);
        metrics.addMetric("ProcessedRecords", records.size(), MetricUnit.COUNT);
        metrics.addMetric("UnreadableRecords", unreadable, MetricUnit.COUNT);
        metrics.addMetric("FailedRecords", failed.size(), MetricUnit.COUNT);
        metrics.addMetric("PublishedEvents", published.size(), MetricUnit.COUNT);
        metrics.flush();
        return new StreamsEventResponse(
                failed.stream().map(BatchItemFailure::new).toList());
    }

    /** Returns the records that messages are about, in order. */
    private static Set<String> sequenceNumbers(List<OrderEvent> messages) {
        return messages.stream()
                .map(message -> message.header().sequenceNumber())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Otherwise every record would be skipped. Records of an invocation that fails wait until the stream is repaired. */
    private static void requireBothImages(DynamodbStreamRecord record) {
        String viewType = record.getDynamodb().getStreamViewType();
        if (!"NEW_AND_OLD_IMAGES".equals(viewType)) {
            throw new IllegalStateException("The stream must have the view type NEW_AND_OLD_IMAGES, not " + viewType);
        }
    }

    /** Names the attribute. Most messages of exceptions also quote its value, which may be personal data. */
    private static void logSkipped(DynamodbStreamRecord record, RuntimeException failure, LambdaLogger log) {
        String reason = failure.getClass().getName();
        if (failure.getCause() instanceof JsonMappingException invalid) {
            reason = invalid.getPath().isEmpty() ? invalid.getOriginalMessage() : invalid.getPathReference();
        }
        log.log(
                "Skipped a record that is not a valid order: sequence number %s, event id %s: %s"
                        .formatted(record.getDynamodb().getSequenceNumber(), record.getEventID(), reason),
                LogLevel.ERROR);
    }
}
