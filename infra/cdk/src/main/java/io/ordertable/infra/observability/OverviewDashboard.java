package io.ordertable.infra.observability;

import io.ordertable.infra.sizing.Sizing;
import java.util.*;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.*;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.constructs.Construct;

/** The dashboard, from what customers notice to why, and searches of the logs, saved by the names that alarms mention. */
class OverviewDashboard extends Construct {

    private static final Map<String, String> QUERIES = new TreeMap<>(Map.of(
            "errors", """
            filter log.level = 'ERROR'
            | stats count(*) as times, latest(@timestamp) as last, latest(request_id) as request by message, error.type""",
            "given-up", """
            filter message like /^Gave up|^No connection|^The table cannot|changed state/ | parse message /\\((?<why>[a-z_]+)\\)/
            | stats count(*) as times, latest(message) as last by why, bin(5m)""",
            "throttled-keys", """
            filter message like /KeyRangeThroughputExceeded/ | parse message /key (?<key>[^:,]+)/
            | stats count(*) as calls, latest(message) as last by key | sort calls desc | limit 20""",
            "events-errors", """
            filter @message like /ERROR|WARN|Exception|Task timed out/ | fields @timestamp, @message | sort @timestamp desc"""));

    private static final List<String> CAUSES =
            List.of("KeyRangeThroughput", "ProvisionedThroughput", "MaxOnDemandThroughput", "AccountLimit");

    private final Metrics metrics;

    OverviewDashboard(Construct scope, String id, Metrics metrics, List<AlarmBase> alarms) {
        super(scope, id);
        this.metrics = metrics;
        String name = metrics.settings().name();
        String logs = "/ordertable/" + metrics.settings().environment();
        QUERIES.forEach((query, text) -> CfnQueryDefinition.Builder.create(this, query)
                .name(name + "/" + query)
                .queryString(text)
                .logGroupNames(List.of(logs + (query.startsWith("events") ? "/events" : "/service")))
                .build());
        Dashboard dashboard =
                Dashboard.Builder.create(this, "Dashboard").dashboardName(name).build();
        String links = """
                [Logs Insights](https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#logsV2:logs-insights) has the
                queries %2$s in the folder %3$s. Runbooks are in docs/operations.md.""";
        dashboard.addWidgets(
                TextWidget.Builder.create()
                        .markdown(links.formatted(metrics.settings().region(), QUERIES.keySet(), name))
                        .height(6)
                        .build(),
                AlarmStatusWidget.Builder.create()
                        .alarms(alarms)
                        .width(18)
                        .height(6)
                        .build());
        dashboard.addWidgets(
                graph("Orders a second", "app_transitions_pending? / 60"),
                graph("Requests a second", "alb_RequestCount? / 60"),
                graph("Errors a minute", "tg_HTTPCode_Target_5XX_Count", "alb_HTTPCode_ELB_5XX_Count", "app_overload"),
                graph("Response time, seconds", "tg_p50", "tg_p95", "tg_p99"),
                graph("Tasks, deployments", "ecs_RunningTaskCount", "ecs_DesiredTaskCount", "ecs_DeploymentCount"),
                graph("Reads, % of the maximum", used("Read", Sizing.Capacity::reads)),
                graph("Writes, % of the maximum", used("Write", Sizing.Capacity::writes)),
                graph(
                        "Throttles by cause",
                        CAUSES.stream().map(AlarmTable::throttles).toArray(String[]::new)),
                graph("Retries left, breaker", "app_budget", "app_breaker_open"),
                graph("Age of the stream, milliseconds", "events_IteratorAge"),
                graph("Rejected a minute", "app_quotas_read", "app_quotas_write", "app_refusals_UNAUTHENTICATED"));
    }

    private String[] used(String kind, Function<Sizing.Capacity, Integer> maximum) {
        Sizing sizing = metrics.settings().sizing();
        Function<String, Sizing.Capacity> capacity =
                target -> target.equals("table") ? sizing.table() : sizing.index(target.toUpperCase(Locale.ROOT));
        return Metrics.targets()
                .map(target -> "100 / 60 * %s_Consumed%sCapacityUnits? / %d"
                        .formatted(target, kind, capacity.andThen(maximum).apply(target)))
                .toArray(String[]::new);
    }

    /** Returns a graph of expressions, whose lines are labelled by the first metric of each. */
    private GraphWidget graph(String title, String... expressions) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(Stream.of(expressions)
                        .map(each -> metrics.of(each, each.replaceFirst("[^a-z]*(\\w+).*", "$1"), 1))
                        .toList())
                .build();
    }
}
