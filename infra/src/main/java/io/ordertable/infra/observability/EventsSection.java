package io.ordertable.infra.observability;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;

/** Whether what happens to orders is announced, and in time. */
final class EventsSection {

    private static final double BEHIND_MILLIS = 60_000;

    private EventsSection() {}

    static Section of(Function function, Queue failures) {
        return new Section(
                "Are events announced?",
                List.of(
                        AlarmRule.above(
                                0,
                                1,
                                "events-lost",
                                depth(failures),
                                "Records of the stream were given up. The message in the queue names shard and sequence numbers; the"
                                        + " stream keeps them for 24 hours, so read them from there before. Mend the cause, then"
                                        + " announce them by hand."),
                        AlarmRule.above(
                                0,
                                5,
                                "events-errors",
                                function.metricErrors(every(Stats.SUM)),
                                "The events function fails, and its records are tried again. Its log says why: mostly permissions of"
                                        + " the topic or its key."),
                        AlarmRule.above(
                                BEHIND_MILLIS,
                                5,
                                "events-late",
                                function.metric("IteratorAge", every(Stats.MAXIMUM)),
                                "Events are announced more than a minute late. A record that fails holds up its shard; else the"
                                        + " function is throttled by the account's concurrency.")));
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
