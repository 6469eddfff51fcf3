package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The function's handler. Its event source mapping has to read a stream of both images, and to report
 * {@code ReportBatchItemFailures}.
 */
public final class OrderEventsHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse>, Resource {

    private static final Duration BACKOFF_BASE = Duration.ofMillis(100);
    private static final Duration BACKOFF_CAP = Duration.ofSeconds(5);

    private final Settings settings;
    private final Publisher publisher;
    private final EventMetrics metrics;

    /** As Lambda makes it: configured by environment variables. Fails where they name no topic. */
    public OrderEventsHandler() {
        this(Settings.from(System.getenv()));
        Core.getGlobalContext().register(this);
    }

    private OrderEventsHandler(Settings settings) {
        this(settings, SnsClients.publishing(settings.topic()).build());
    }

    OrderEventsHandler(Settings settings, SnsClient sns) {
        this.settings = settings;
        // SnapStart restores one snapshot many times; of all generators only this one differs between them.
        this.publisher = new Publisher(
                new Topic(sns, settings.topic()), new FullJitter(BACKOFF_BASE, BACKOFF_CAP, new SecureRandom()));
        this.metrics = new EventMetrics(settings);
    }

    /**
     * Publishes the events that the records stand for.
     *
     * @return the records whose events were not published; Lambda delivers again from the first of them on
     * @throws IllegalStateException where the stream does not have both images
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<DynamodbStreamRecord> records = event.getRecords();
        Deadline deadline = Deadline.of(context);
        RecordReader reader = new RecordReader(context.getLogger());
        Backlog backlog = reader.read(records);
        publisher.publish(backlog, deadline, context.getLogger());
        metrics.write(records, reader.unreadable(), backlog);
        return new StreamsEventResponse(backlog.givenUp().stream()
                .map(announcement -> new BatchItemFailure(announcement.sequenceNumber()))
                .toList());
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> snapshot) {
        Rehearsal.of(settings.topic(), LambdaRuntime.getLogger());
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> snapshot) {
        // Clients connect and look for credentials only when they are used.
    }
}
