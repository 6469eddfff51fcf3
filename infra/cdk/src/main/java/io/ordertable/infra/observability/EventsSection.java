package io.ordertable.infra.observability;

import io.ordertable.infra.Contract;
import io.ordertable.infra.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;

/** Whether events of orders are published, and in time. */
final class EventsSection {

    private static final double LATE_MILLIS = 60_000;

    private EventsSection() {}

    static Section of(Function function, Queue failures, Settings settings) {
        return new Section(
                "Are events published?",
                List.of(
                        AlarmRule.above(
                                0,
                                1,
                                "events-lost",
                                depth(failures),
                                "Lambda gave up records of the stream. The message in the queue has their shard and sequence"
                                        + " numbers. The stream keeps records for 24 hours: save them first, fix the cause, then"
                                        + " publish their events by hand."),
                        AlarmRule.above(
                                0,
                                5,
                                "events-errors",
                                function.metricErrors(every(Stats.SUM)),
                                "The events function fails or times out, and its records are delivered again. Its log says why."),
                        AlarmRule.above(
                                0,
                                5,
                                "events-failing",
                                records("FailedRecords", settings),
                                "Events cannot be published and are retried: SNS fails, or a permission is missing. None is lost"
                                        + " for 12 hours. The function's log has the error."),
                        AlarmRule.above(
                                0,
                                1,
                                "events-unreadable",
                                records("UnreadableRecords", settings),
                                "A record of the stream is not a valid order and was skipped: an event is missing. The function's"
                                        + " log has its sequence number; the stream keeps it for 24 hours."),
                        AlarmRule.above(
                                LATE_MILLIS,
                                5,
                                "events-late",
                                function.metric("IteratorAge", every(Stats.MAXIMUM)),
                                "Events are published more than a minute late. Either a record that fails holds up its shard, or"
                                        + " the function is throttled by the account's concurrency.")));
    }

    /** Returns a metric that the function itself publishes. */
    private static IMetric records(String metric, Settings settings) {
        return Metric.Builder.create()
                .namespace(settings.namespace())
                .metricName(Contract.function().metric(metric))
                .dimensionsMap(Map.of(Contract.function().dimension(), settings.name("events")))
                .statistic(Stats.SUM)
                .period(Duration.minutes(1))
                .build();
    }

    private static IMetric depth(Queue failures) {
        return failures.metricApproximateNumberOfMessagesVisible(every(Stats.MAXIMUM));
    }

    private static MetricOptions every(String statistic) {
        return MetricOptions.builder()
                .period(Duration.minutes(1))
                .statistic(statistic)
                .build();
    }
}
