package io.ordertable.infra.observability;

import static software.amazon.awscdk.services.cloudwatch.Stats.MAXIMUM;
import static software.amazon.awscdk.services.cloudwatch.Stats.SUM;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/** What clients notice. */
final class ClientSection {

    private static final double SLOW_MILLIS = 1000;
    private static final double FAILED_PERCENT = 1;

    private ClientSection() {}

    static Section of(ApplicationMetrics application) {
        return new Section(
                "Do clients notice?",
                List.of(
                        AlarmRule.above(
                                FAILED_PERCENT,
                                5,
                                "clients-see-errors",
                                failedPercent(application),
                                "More than 1 % of requests fail, in spite of retries. The throttling and breaker alarms below"
                                        + " may show the cause; if not, search the service's log for level ERROR. Directly after a"
                                        + " deployment, roll it back."),
                        AlarmRule.above(
                                SLOW_MILLIS,
                                10,
                                "clients-wait",
                                application.metric(
                                        "request_percentiles", MAXIMUM, Map.of("outcome", "SUCCESS", "phi", "0.99")),
                                "One in a hundred successful requests takes over a second on some task. Retries turn throttling"
                                        + " into latency: look at the table's section first, then at the tasks' CPU.")));
    }

    private static IMetric failedPercent(ApplicationMetrics application) {
        return MathExpression.Builder.create()
                .expression("100 * FILL(failed, 0) / (FILL(good, 0) + FILL(refused, 0) + FILL(failed, 0))")
                .usingMetrics(Map.of(
                        "failed", requests(application, "SERVER_ERROR"),
                        "refused", requests(application, "CLIENT_ERROR"),
                        "good", requests(application, "SUCCESS")))
                .label("requests that failed, %")
                .period(Duration.minutes(1))
                .build();
    }

    private static IMetric requests(ApplicationMetrics application, String outcome) {
        return application.metric("requests", SUM, Map.of("outcome", outcome));
    }
}
