package io.ordertable.infra.observability;

import static software.amazon.awscdk.services.cloudwatch.Stats.MAXIMUM;
import static software.amazon.awscdk.services.cloudwatch.Stats.MINIMUM;

import java.util.List;
import java.util.Map;

/** How the service fares with its table, in its own words. */
final class ResilienceSection {

    private static final double THROTTLES_A_MINUTE = 60;
    private static final double LITTLE_BUDGET = 20;

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
                                "The circuit breaker is open: the table does not answer, and requests get 503 at once. It is the"
                                        + " network, an endpoint policy or DynamoDB itself; the last failed call's log line names"
                                        + " the error. It closes by itself."),
                        AlarmRule.below(
                                LITTLE_BUDGET,
                                3,
                                "retry-budget",
                                application.metric("retry_budget", MINIMUM, Map.of()),
                                "A task has used up most of its retries, and is about to answer 503 without a second attempt."
                                        + " Find what is throttled below; restarting helps nothing."),
                        AlarmRule.above(
                                THROTTLES_A_MINUTE,
                                5,
                                "service-throttled",
                                application.total("throttles", "throttled attempts"),
                                "More than one attempt a second is throttled, for five minutes. The reason dimension of"
                                        + " dynamodb.throttle says why, and the README what to do for each reason."),
                        AlarmRule.above(
                                0,
                                5,
                                "misconfigured",
                                application.total("attempts", "refused attempts", "outcome", "client_error"),
                                "DynamoDB refuses calls: permissions, a missing table or a bug. Retrying cannot help. Compare the"
                                        + " task role and the endpoint policy with what the log says was denied."),
                        AlarmRule.above(
                                THROTTLES_A_MINUTE,
                                5,
                                "no-answer",
                                application.total("attempts", "attempts without answer", "outcome", "io_error"),
                                "Attempts get no answer: network, endpoint or time-outs. Look at the VPC endpoint's state and the"
                                        + " flow logs for REJECT.")));
    }
}
