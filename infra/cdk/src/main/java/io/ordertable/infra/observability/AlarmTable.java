package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.observability.Rule.Condition;
import io.ordertable.infra.sizing.Sizing;
import java.util.List;
import java.util.stream.*;

/**
 * All alarms. Shares are compared without a division, as {@code bad - share * all > floor}: a few failures among few requests do
 * not exceed the floor. The latest values may be late, so no alarm needs the latest period.
 */
final class AlarmTable {

    /** If the balancer finds no task, a request is counted as its 5XX only. */
    private static final String ALL = "alb_RequestCount? + alb_HTTPCode_ELB_5XX_Count?";

    private static final String FAILED = "alb_HTTPCode_ELB_5XX_Count? + tg_HTTPCode_Target_5XX_Count?";
    private static final String SLOW = "alb_RequestCount? * (1 - FILL(tg_fast, 100) / 100)";
    private static final String RETRIES = "0.95 * (app_retries_successful_with_retry? + app_retries_failed_with_retry?)"
            + " - 0.05 * app_retries_successful_without_retry?";
    private static final String LATE =
            "events_IteratorAge? + IF(app_transitions_pending? > 0 AND events_Invocations? < 1, 3600000, 0)";
    private static final String FAILING =
            "events_Errors? + events_Throttles? + records_FailedRecords? - 0.05 * events_Invocations?";
    private static final String LOST = "queue_ApproximateNumberOfMessagesVisible? + records_UnreadableRecords?";
    private static final String IDLE = "100 - dax_CPUUtilization - IF(dax_ThrottledRequestCount? > 0, 100, 0)";

    private AlarmTable() {}

    /** Returns the alarms of the edge, which are in another region. */
    static Stream<Rule> ofEdge(Settings settings) {
        return applicable(
                page("canary", 3, 5, 1, "canary_HealthCheckStatus < 1", """
                The service cannot be reached from the internet. If no other alarm went off, it is the edge: its certificate, DNS,
                web ACL, or the way from CloudFront to the load balancer.""")
                        .when(!settings.canary().isEmpty()),
                ticket("edge-certificate", 1, 1, 1440, "edge_DaysToExpiry < 21", """
                CloudFront's certificate expires in less than three weeks, or is gone. ACM should have renewed it: does the DNS
                record of its validation still exist?""")
                        .when(!settings.edgeCertificate().isEmpty()));
    }

    static Stream<Rule> of(Settings settings) {
        Sizing.Tasks tasks = settings.sizing().tasks();
        return applicable(
                objective("availability", true, 5, FAILED, ALL, 0.0144, """
                        Over 1.4 % of requests fail with 5xx, in the last minutes and in the last hour. Directly after a deployment,
                        roll back. The query errors shows what fails; the other alarms show why."""),
                objective("latency", true, 5, SLOW, "alb_RequestCount?", 0.144, """
                        Over 14 % of requests take more than a second, in the last minutes and in the last hour. Compare tasks,
                        throttles and consumed capacity on the dashboard: retries turn throttling into latency."""),
                page("no-tasks", 3, 5, 1, "tg_HealthyHostCount < 1", """
                        No task accepts requests, or the load balancer is gone. The notice tasks-stopped has the reason. Directly
                        after a deployment, roll back; otherwise look at the service's events in ECS."""),
                page("tokens-rejected", 2, 3, 5, "app_refusals_UNAUTHENTICATED? - 0.8 * alb_RequestCount? > 20", """
                        Over 80 % of requests are rejected with 401. Did the issuer change its keys? See the alarm issuer-keys.
                        If one client causes it, its tokens have expired."""),
                objective("availability-slow", false, 120, FAILED, ALL, 0.003, """
                        Over 0.3 % of requests fail with 5xx, in the last hours and in the last day: three times what the objective
                        of 99.9 % allows. The query errors shows what fails."""),
                objective("latency-slow", false, 120, SLOW, "alb_RequestCount?", 0.03, """
                        Over 3 % of requests take more than a second, in the last hours and in the last day; the objective is 1 %.
                        Look for what grew on the dashboard: requests, consumed capacity, or retries."""),
                ticket("too-few-tasks", 10, 15, 1, "tg_HealthyHostCount < " + tasks.min(), """
                        Fewer tasks than the minimum accept requests. Look at the service's events in ECS: no capacity in a zone, an
                        image that cannot be pulled, or tasks that exit at start-up, which the notice tasks-stopped explains."""),
                ticket("tasks-at-maximum", 12, 15, 1, "ecs_DesiredTaskCount > " + (tasks.max() - 1), """
                        As many tasks run as the settings allow. Raise peak-orders-per-second if requests on the dashboard have
                        grown; otherwise tasks have become slower: compare response times with those before the last deployment.""")
                        .when(tasks.max() > tasks.min()),
                ticket("retries", 2, 3, 5, RETRIES + " > 10", """
                        Over 5 % of calls of DynamoDB needed a retry. The query given-up shows why: throttled (see the alarm
                        throttled) or unavailable (the network, the endpoint, or DynamoDB: see the AWS Health Dashboard)."""),
                throttled("throttled", "", """
                        DynamoDB has throttled reads or writes of the table or an index. An alarm for the cause goes off too.
                        Customers notice nothing until the retry budget on the dashboard is used up."""),
                cause("throttled-key-range", "KeyRangeThroughput"),
                cause("throttled-provisioned", "ProvisionedThroughput").when(settings.provisioned()),
                cause("throttled-maximum", "MaxOnDemandThroughput").when(!settings.provisioned()),
                cause("throttled-account", "AccountLimit"),
                ticket("events-late", 2, 3, 5, LATE + " > 60000", """
                        Events are published more than a minute late, or orders are created and no event is published. A record
                        that fails holds up its shard: see the alarm events-failing. Or the event source mapping is disabled."""),
                ticket("events-failing", 2, 3, 5, FAILING + " > 2", """
                        The events function fails, is throttled by the account's concurrency, or cannot publish. Nothing is lost
                        for 12 hours. The query events-errors shows why."""),
                ticket("events-lost", 1, 3, 5, LOST + " > 0", """
                        A record of the stream was given up, or is no valid order: its event is missing. The message in the queue or
                        the query events-errors has its sequence number. Within 24 hours, read it from the stream, and publish its
                        event by hand. Then delete the message."""),
                ticket("issuer-keys", 2, 2, 30, "keys_Invocations? - keys_Errors? < 1", """
                        The issuer's keys have not been copied for an hour. Tokens are accepted until it changes them. The log of
                        the function issuer-keys says why; usually the issuer cannot be reached.""")
                        .when(settings.copyKeys()),
                ticket("certificate", 1, 1, 1440, "acm_DaysToExpiry < 21", """
                        The load balancer's certificate expires in less than three weeks, or is gone. ACM should have renewed it:
                        does the DNS record of its validation still exist?""")
                        .when(!settings.certificate().isEmpty()),
                ticket("replication", 3, 5, 5, lag(settings) + " > 60000", """
                        A replica is more than a minute behind, or receives nothing while the table is written. Look at the AWS
                        Health Dashboard, and whether the replica's key is enabled. Do not fail over to it.""")
                        .when(!settings.replicas().isEmpty()),
                ticket("dax", 2, 3, 5, IDLE + " < 15", """
                        The cache has no CPU left, throttles, or is gone. Use larger or more nodes. Without it (dax-nodes: 0) the
                        table takes all reads: compare them with its maximum first.""").when(settings.daxNodes() > 0));
    }

    private static Stream<Rule> applicable(Rule... rules) {
        return Stream.of(rules).filter(Rule::applies);
    }

    /** The longer window shows that much of the objective's budget is used up, the shorter one that it still goes on. */
    private static Rule objective(
            String name, boolean pages, int minutes, String bad, String all, double share, String advice) {
        String burn = bad + " - " + share + " * (" + all + ") > 10";
        Condition now = new Condition(name + "-short", 1, 2, minutes, burn);
        return new Rule(
                name, pages, List.of(now, new Condition(name + "-long", 1, 2, 12 * minutes, burn)), advice, true);
    }

    private static Rule page(String name, int bad, int of, int minutes, String comparison, String advice) {
        return new Rule(name, true, List.of(new Condition(name, bad, of, minutes, comparison)), advice, true);
    }

    private static Rule ticket(String name, int bad, int of, int minutes, String comparison, String advice) {
        return new Rule(name, false, List.of(new Condition(name, bad, of, minutes, comparison)), advice, true);
    }

    private static Rule throttled(String name, String cause, String advice) {
        return ticket(name, 2, 4, 5, throttles(cause) + " > 0", advice);
    }

    /** Returns an alarm for what the service also finds, by the same name. */
    private static Rule cause(String name, String cause) {
        return throttled(name, cause, Findings.advice(name));
    }

    /** Returns the throttled reads and writes of the table and all indexes because of a cause; if it is empty, of all causes. */
    static String throttles(String cause) {
        return Metrics.targets()
                .flatMap(target -> Stream.of(target + "_Read", target + "_Write"))
                .map(metric -> metric + cause + "ThrottleEvents?")
                .collect(Collectors.joining(" + "));
    }

    private static String lag(Settings settings) {
        return IntStream.range(0, settings.replicas().size())
                .mapToObj(i ->
                        "IF(table_ConsumedWriteCapacityUnits? > 0, FILL(replica%1$d_ReplicationLatency, 3600000), 0)"
                                .formatted(i))
                .collect(Collectors.joining(", ", "MAX([", "])"));
    }
}
