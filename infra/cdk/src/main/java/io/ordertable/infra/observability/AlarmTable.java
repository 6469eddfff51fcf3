package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.observability.Rule.Condition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All alarms. Shares are compared without a division, as {@code bad - share * all > floor}: a few failures among few requests do
 * not exceed the floor. Metrics that exist only when something happens are filled with 0, so that a sum has a value in each
 * period. The latest values may be late, so no alarm needs the latest period.
 */
final class AlarmTable {

    private static final String REQUESTS = "FILL(alb_RequestCount, 0)";

    /** Requests for which the balancer found no task are among these, and not among {@link #REQUESTS}. */
    private static final String UNSERVED = "FILL(alb_HTTPCode_ELB_5XX_Count, 0)";

    private static final String ALL = REQUESTS + " + " + UNSERVED;
    private static final String FAILED = UNSERVED + " + FILL(tg_HTTPCode_Target_5XX_Count, 0)";
    private static final String SLOW = REQUESTS + " * (1 - FILL(tg_fast, 100) / 100)";
    private static final String RETRIED =
            "FILL(app_retries_successful_with_retry, 0) + FILL(app_retries_failed_with_retry, 0)";
    private static final String RETRIES =
            RETRIED + " - 0.05 * (" + RETRIED + " + FILL(app_retries_successful_without_retry, 0))";
    private static final String UNAUTHENTICATED = "FILL(app_refusals_UNAUTHENTICATED, 0) - 0.8 * " + REQUESTS;
    private static final String REFUSED =
            "FILL(app_overload, 0) + FILL(app_quotas_read, 0) + FILL(app_quotas_write, 0) - 0.01 * " + REQUESTS;
    private static final String COPIED = "FILL(keys_Invocations, 0) - FILL(keys_Errors, 0)";
    private static final String LATE = "FILL(events_IteratorAge, 0)"
            + " + IF(FILL(app_created, 0) > 0 AND FILL(events_Invocations, 0) < 1, 3600000, 0)";
    private static final String FAILING = "FILL(events_Errors, 0) + FILL(events_Throttles, 0)"
            + " + FILL(records_FailedRecords, 0) - 0.05 * FILL(events_Invocations, 0)";
    private static final String LOST =
            "FILL(queue_ApproximateNumberOfMessagesVisible, 0) + FILL(records_UnreadableRecords, 0)";
    private static final String IDLE = "100 - dax_CPUUtilization - IF(FILL(dax_ThrottledRequestCount, 0) > 0, 100, 0)";

    private AlarmTable() {}

    static List<Rule> of(Settings settings) {
        return Stream.of(
                        objective("availability", true, FAILED, ALL, "0.0144", """
                        Over 1.4 % of requests fail with 5xx, in the last minutes and in the last hour. Directly after a deployment,
                        roll back. The query errors shows what fails; the other alarms show why."""),
                        objective("latency", true, SLOW, REQUESTS, "0.144", """
                        Over 14 % of requests take more than a second, in the last minutes and in the last hour. Compare tasks,
                        throttles and consumed capacity on the dashboard: retries turn throttling into latency."""),
                        page("no-tasks", 3, 5, 1, "tg_HealthyHostCount < 1", """
                        No task accepts requests, or the load balancer is gone. The notice tasks-stopped has the reason. Directly
                        after a deployment, roll back; otherwise look at the service's events in ECS."""),
                        page("tokens-rejected", 2, 3, 5, UNAUTHENTICATED + " > 20", """
                        Over 80 % of requests are rejected with 401. Did the issuer change its keys? See the alarm issuer-keys.
                        If one client causes it, its tokens have expired."""),
                        objective("availability-slow", false, FAILED, ALL, "0.003", """
                        Over 0.3 % of requests fail with 5xx, in the last hours and in the last day: three times what the objective
                        of 99.9 % allows. The query errors shows what fails."""),
                        objective("latency-slow", false, SLOW, REQUESTS, "0.03", """
                        Over 3 % of requests take more than a second, in the last hours and in the last day; the objective is 1 %.
                        Look for what grew on the dashboard: requests, consumed capacity, or retries."""),
                        ticket(
                                "too-few-tasks",
                                10,
                                15,
                                1,
                                "tg_HealthyHostCount < "
                                        + settings.sizing().tasks().min(),
                                """
                        Fewer tasks than the minimum accept requests. Look at the service's events in ECS: no capacity in a zone, an
                        image that cannot be pulled, or tasks that exit at start-up, which the notice tasks-stopped explains."""),
                        ticket(
                                "tasks-at-maximum",
                                12,
                                15,
                                1,
                                "ecs_DesiredTaskCount > "
                                        + (settings.sizing().tasks().max() - 1),
                                """
                        As many tasks run as the settings allow. Raise peak-orders-per-second if requests on the dashboard have grown; otherwise tasks
                        have become slower: compare response times with those before the last deployment."""),
                        ticket("retries", 2, 3, 5, RETRIES + " > 10", """
                        Over 5 % of calls of DynamoDB needed a retry. The query given-up shows why: throttled (see the alarm
                        throttled) or unavailable (the network, the endpoint, or DynamoDB: see the AWS Health Dashboard)."""),
                        ticket("refused", 2, 3, 5, REFUSED + " > 10", """
                        Over 1 % of requests are rejected because of overload (503) or a caller's quota (429); the dashboard shows
                        which. Overload: more or larger tasks. Quota: a caller in a loop, or quotas that are too low."""),
                        throttled("throttled", "", """
                        DynamoDB has throttled reads or writes of the table or an index. An alarm for the cause goes off too.
                        Customers notice nothing until the retry budget on the dashboard is used up."""),
                        throttled("throttled-key-range", "KeyRangeThroughput", """
                        One key takes more than a partition has: 3,000 read or 1,000 write units a second. More capacity does not
                        help. The query throttled-keys shows the key's hash, /actuator/hotkeys its share. A user's key: find the
                        client. A status: raise the number of shards."""),
                        throttled("throttled-provisioned", "ProvisionedThroughput", """
                        The table or an index has less provisioned capacity than its load needs. Raise the maximum in the settings,
                        and the minimum to help at once. An index that throttles delays writes of the table."""),
                        throttled("throttled-maximum", "MaxOnDemandThroughput", """
                        The table or an index has reached its on-demand maximum. Raise it in the settings, or accept it: it bounds
                        the cost. An index that throttles delays writes of the table."""),
                        throttled("throttled-account", "AccountLimit", """
                        The account's quota for one table in this region is used up. Request a higher one in Service Quotas,
                        DynamoDB, table-level throughput."""),
                        ticket("capacity", 2, 3, 5, consumed(settings) + " > 85", """
                        Reads or writes of the table or an index have used over 85 % of their maximum; the dashboard shows which.
                        Raise the maximum in the settings before it is reached; /actuator/capacity recommends one."""),
                        ticket("events-late", 2, 3, 5, LATE + " > 60000", """
                        Events are published more than a minute late, or orders are created and no event is published. A record
                        that fails holds up its shard: see the alarm events-failing. Or the event source mapping is disabled."""),
                        ticket("events-failing", 2, 3, 5, FAILING + " > 2", """
                        The events function fails, is throttled by the account's concurrency, or cannot publish. Nothing is lost
                        for 12 hours. The query events-errors shows why."""),
                        ticket("events-lost", 1, 3, 5, LOST + " > 0", """
                        A record of the stream was given up, or is no valid order: its event is missing. The message in the queue
                        or the query events-errors has its sequence number. Save the record first: the stream keeps it for 24 hours.
                        Then publish its event by hand, and delete the message."""),
                        ticket("issuer-keys", 2, 2, 30, COPIED + " < 1", """
                        The issuer's keys have not been copied for an hour. Tokens are accepted until it changes them. The log of
                        the function issuer-keys says why; usually the issuer cannot be reached."""),
                        ticket("certificate", 1, 1, 1440, "acm_DaysToExpiry < 21", """
                        The load balancer's certificate expires in less than three weeks, or is gone. ACM should have renewed it:
                        does the DNS record of its validation still exist?"""),
                        ticket("replication", 3, 5, 5, lag(settings) + " > 60000", """
                        A replica is more than a minute behind, or receives nothing while the table is written. Look at the AWS
                        Health Dashboard, and whether the replica's key is enabled. Do not fail over to it."""),
                        ticket("dax", 2, 3, 5, IDLE + " < 15", """
                        The cache has no CPU left, throttles, or is gone. Use larger or more nodes. Without it (dax-nodes: 0) the
                        table takes all reads: compare them with its maximum first."""))
                .filter(rule -> applies(rule.name(), settings))
                .toList();
    }

    private static boolean applies(String name, Settings settings) {
        return switch (name) {
            case "tasks-at-maximum" ->
                settings.sizing().tasks().max() > settings.sizing().tasks().min();
            case "throttled-provisioned" -> settings.provisioned();
            case "throttled-maximum" -> !settings.provisioned();
            case "issuer-keys" -> settings.copyKeys();
            case "certificate" -> !settings.certificate().isEmpty();
            case "replication" -> !settings.replicas().isEmpty();
            case "dax" -> settings.dax();
            default -> true;
        };
    }

    /** The longer window shows that much of the objective's budget is used up, the shorter one that it still goes on. */
    private static Rule objective(String name, boolean pages, String bad, String all, String share, String advice) {
        String burn = bad + " - " + share + " * (" + all + ") > 10";
        return new Rule(
                name,
                pages,
                pages
                        ? List.of(
                                new Condition(name + "-5m", 1, 2, 5, burn), new Condition(name + "-1h", 1, 2, 60, burn))
                        : List.of(
                                new Condition(name + "-2h", 1, 2, 120, burn),
                                new Condition(name + "-1d", 1, 2, 1440, burn)),
                advice);
    }

    private static Rule page(String name, int bad, int of, int minutes, String comparison, String advice) {
        return new Rule(name, true, List.of(new Condition(name, bad, of, minutes, comparison)), advice);
    }

    private static Rule ticket(String name, int bad, int of, int minutes, String comparison, String advice) {
        return new Rule(name, false, List.of(new Condition(name, bad, of, minutes, comparison)), advice);
    }

    private static Rule throttled(String name, String cause, String advice) {
        return ticket(name, 2, 4, 5, throttles(cause) + " > 0", advice);
    }

    /** Returns the throttled reads and writes of the table and all indexes because of a cause; if it is empty, of all causes. */
    static String throttles(String cause) {
        return Metrics.targets()
                .flatMap(target -> Stream.of(target + "_Read", target + "_Write"))
                .map(metric -> "FILL(" + metric + cause + "ThrottleEvents, 0)")
                .collect(Collectors.joining(" + "));
    }

    private static String consumed(Settings settings) {
        return Metrics.targets()
                .flatMap(target -> Stream.of(
                        Metrics.used(settings, target, "Read", 5), Metrics.used(settings, target, "Write", 5)))
                .collect(Collectors.joining(", ", "MAX([", "])"));
    }

    private static String lag(Settings settings) {
        return IntStream.range(0, settings.replicas().size())
                .mapToObj(i -> "replica" + i + "_ReplicationLatency")
                .map(lag -> "IF(FILL(table_ConsumedWriteCapacityUnits, 0) > 0, FILL(" + lag + ", 3600000), FILL(" + lag
                        + ", 0))")
                .collect(Collectors.joining(", ", "MAX([", "])"));
    }
}
