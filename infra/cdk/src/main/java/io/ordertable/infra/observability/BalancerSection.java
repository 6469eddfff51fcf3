package io.ordertable.infra.observability;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;

/** What the load balancer sees of the tasks, which holds even if the tasks publish no metrics. */
final class BalancerSection {

    private static final double ERRORS = 5;
    private static final double SLOW_SECONDS = 1;

    private BalancerSection() {}

    static Section of(ApplicationLoadBalancer balancer, ApplicationTargetGroup targets, int leastTasks) {
        return new Section(
                "Are the tasks there?",
                List.of(
                        AlarmRule.above(
                                0,
                                5,
                                "unhealthy-tasks",
                                targets.getMetrics().unhealthyHostCount(every(Stats.MAXIMUM)),
                                "A task is not ready. Its log says why: the table is missing or has other keys, or access is"
                                        + " denied. ECS replaces the task; if the next one is not ready either, roll back."),
                        AlarmRule.below(
                                leastTasks,
                                5,
                                "too-few-tasks",
                                targets.getMetrics().healthyHostCount(every(Stats.MINIMUM)),
                                "Fewer tasks than the environment's minimum accept requests. Look at the service's events in ECS:"
                                        + " no capacity, an image that cannot be pulled, or tasks that exit at start-up."),
                        AlarmRule.above(
                                ERRORS,
                                5,
                                "balancer-5xx",
                                elbErrors(balancer),
                                "The load balancer itself returns 5xx: 502 if a task closed the connection, 503 if there is no"
                                        + " task, 504 after a timeout. Look at the tasks' alarms, then at the access logs."),
                        AlarmRule.above(
                                ERRORS,
                                5,
                                "target-5xx",
                                targets.getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, every(Stats.SUM)),
                                "The service returns 5xx. 503 means that it is throttled or cannot reach the database: look at"
                                        + " the table's section. 500 is a bug: the log has the cause under the request_id."),
                        AlarmRule.above(
                                SLOW_SECONDS,
                                10,
                                "balancer-p99",
                                targets.getMetrics().targetResponseTime(every("p99")),
                                "One in a hundred requests takes over a second, imports included. Compare with the latency of the"
                                        + " table: if that is low, the tasks lack CPU, and the maximum of auto-scaling may be too"
                                        + " low.")));
    }

    private static IMetric elbErrors(ApplicationLoadBalancer balancer) {
        return balancer.getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, every(Stats.SUM));
    }

    private static MetricOptions every(String statistic) {
        return MetricOptions.builder()
                .period(Duration.minutes(1))
                .statistic(statistic)
                .build();
    }
}
