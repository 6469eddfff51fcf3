package io.ordertable.infra.observability;

import static software.amazon.awscdk.services.cloudwatch.Stats.MAXIMUM;
import static software.amazon.awscdk.services.cloudwatch.Stats.MINIMUM;

import java.util.List;
import java.util.Map;

/** How the service copes with its table, by its own metrics. */
final class ResilienceSection {

    private static final double THROTTLES_A_MINUTE = 60;
    private static final double LOW_BUDGET = 20;

    private ResilienceSection() {}

    static Section of(ApplicationMetrics application) {
        return new Section(
                "Does the service cope?",
                List.of(
                        AlarmRule.above(
                                0,
                                1,
                                "breaker-open",
                                application.metric("breaker_state", MAXIMUM, Map.of("state", "open")),
                                "The circuit breaker is open: the table cannot be reached, and requests fail with 503 at once. The"
                                        + " cause is the network, an endpoint policy or DynamoDB; the log has the error of the last"
                                        + " failed call. The breaker closes by itself."),
                        AlarmRule.below(
                                LOW_BUDGET,
                                3,
                                "retry-budget",
                                application.metric("retry_budget", MINIMUM, Map.of()),
                                "A task has used most of its retry budget and will soon return 503 after the first attempt. Look"
                                        + " below for what is throttled; a restart does not help."),
                        AlarmRule.above(
                                THROTTLES_A_MINUTE,
                                5,
                                "service-throttled",
                                application.total("throttles", "throttled attempts"),
                                "For five minutes, more than one attempt a second has been throttled. The dimension reason of"
                                        + " dynamodb.throttle says why, and the documentation what to do about each reason."),
                        AlarmRule.above(
                                0,
                                5,
                                "misconfigured",
                                application.total("attempts", "rejected attempts", "outcome", "client_error"),
                                "DynamoDB rejects calls because of permissions, a missing table or a bug; retries cannot help."
                                        + " Compare the task role and the endpoint policy with what was denied according to the log."),
                        AlarmRule.above(
                                THROTTLES_A_MINUTE,
                                5,
                                "no-answer",
                                application.total("attempts", "attempts without a response", "outcome", "io_error"),
                                "Attempts get no response because of the network, the endpoint or timeouts. Look at the state of"
                                        + " the VPC endpoint, and for REJECT in the flow logs.")));
    }
}
