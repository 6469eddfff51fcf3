package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Writes what an invocation did to standard output, in CloudWatch's embedded metric format. */
final class EventMetrics {

    private static final String SERVICE = "Service";

    private final Metrics metrics;
    private final String service;

    EventMetrics(Settings settings) {
        // The function runs nowhere else; to find that out, the library would ask an address that does not answer.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        service = settings.service();
        metrics = MetricsBuilder.builder()
                .withNamespace(settings.namespace())
                .withDefaultDimension(SERVICE, service)
                .build();
    }

    /**
     * Writes the metrics of an invocation.
     *
     * @param records what it was given, at least one
     * @param unreadable how many of them were skipped
     * @param backlog what came of the others
     */
    void write(List<DynamodbStreamRecord> records, int unreadable, Backlog backlog) {
        metrics.addMetric("RecordsProcessed", records.size(), MetricUnit.COUNT);
        metrics.addMetric("RecordsUnreadable", unreadable, MetricUnit.COUNT);
        metrics.addMetric("RecordsFailed", backlog.givenUp().size(), MetricUnit.COUNT);
        addAge(records.getLast());
        metrics.flush();
        backlog.published().stream()
                .collect(Collectors.groupingBy(Announcement::eventName, Collectors.counting()))
                .forEach((event, count) -> metrics.flushMetrics(ofEvent -> {
                    ofEvent.setDefaultDimensions(DimensionSet.of(SERVICE, service, "Event", event));
                    ofEvent.addMetric("EventsPublished", count, MetricUnit.COUNT);
                }));
    }

    /** That of the last record, as Lambda's own metric of this name. */
    private void addAge(DynamodbStreamRecord last) {
        Date created = last.getDynamodb().getApproximateCreationDateTime();
        if (created != null) {
            metrics.addMetric("IteratorAge", System.currentTimeMillis() - created.getTime(), MetricUnit.MILLISECONDS);
        }
    }
}
