package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.logs.CfnQueryDefinition;
import software.constructs.Construct;

/** The dashboard, from what customers notice to why, and searches of the logs, saved by the names that alarms mention. */
class OverviewDashboard extends Construct {

    private static final Map<String, String> QUERIES = new TreeMap<>(Map.of(
            "errors", """
            filter log.level = 'ERROR' | sort @timestamp desc
            | stats count(*) as times, latest(@timestamp) as last, latest(request_id) as request by message, error.type""",
            "given-up", """
            filter message like /^(Gave up|No connection|The table cannot|Event of type)/ | parse message /\\((?<why>[a-z_]+)\\)/
            | stats count(*) as times, latest(message) as last by why, bin(5m)""",
            "throttled-keys", """
            filter message like /KeyRangeThroughputExceeded/ | parse message /key (?<key>[^:,]+)/
            | stats count(*) as calls, latest(message) as last by key | sort calls desc | limit 20""",
            "events-errors", """
            filter @message like /ERROR|WARN|Exception|Task timed out/ | fields @timestamp, @message | sort @timestamp desc"""));

    private final Metrics metrics;

    OverviewDashboard(Construct scope, String id, Metrics metrics, List<AlarmBase> alarms) {
        super(scope, id);
        this.metrics = metrics;
        Settings settings = metrics.settings();
        QUERIES.forEach((name, query) -> CfnQueryDefinition.Builder.create(this, name)
                .name(settings.name() + "/" + name)
                .queryString(query)
                .logGroupNames(List.of(
                        "/ordertable/" + settings.environment() + (name.startsWith("events") ? "/events" : "/service")))
                .build());
        Dashboard dashboard = Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(settings.name())
                .build();
        dashboard.addWidgets(
                TextWidget.Builder.create()
                        .markdown(links(settings))
                        .width(6)
                        .height(5)
                        .build(),
                AlarmStatusWidget.Builder.create()
                        .alarms(alarms)
                        .width(18)
                        .height(5)
                        .build());
        dashboard.addWidgets(
                graph("Orders a second", perSecond("app_created")),
                graph("Requests a second", perSecond("alb_RequestCount")),
                graph(
                        "Errors a minute",
                        "tg_HTTPCode_Target_5XX_Count alb_HTTPCode_ELB_5XX_Count tg_HTTPCode_Target_4XX_Count"),
                graph("Response time, seconds", "tg_p50 tg_p95 tg_p99"));
        dashboard.addWidgets(
                graph(
                        "Tasks, and deployments in progress",
                        "ecs_RunningTaskCount ecs_DesiredTaskCount ecs_DeploymentCount"),
                graph("Reads, % of the maximum", used("Read")),
                graph("Writes, % of the maximum", used("Write")),
                graph(
                        "Throttles by cause",
                        Stream.of(
                                        "KeyRangeThroughput",
                                        "ProvisionedThroughput",
                                        "MaxOnDemandThroughput",
                                        "AccountLimit")
                                .map(cause -> metrics.of(AlarmTable.throttles(cause), cause, 1))));
        dashboard.addWidgets(
                graph("Retry budget of the task that has least", "app_budget app_breaker_open"),
                graph("Refused a minute", "app_overload app_quotas_read app_quotas_write app_refusals_UNAUTHENTICATED"),
                graph("Age of the stream, milliseconds", "events_IteratorAge"),
                graph("Events function", "events_Errors events_Throttles"));
    }

    private static String links(Settings settings) {
        return "[Logs Insights](https://%1$s.console.aws.amazon.com/cloudwatch/home?region=%1$s#logsV2:logs-insights), saved queries in %2$s: %3$s\n\nRunbooks: docs/operations.md"
                .formatted(settings.region(), settings.name(), String.join(", ", QUERIES.keySet()));
    }

    private Stream<IMetric> used(String kind) {
        return Metrics.targets()
                .map(target -> metrics.of(Metrics.used(metrics.settings(), target, kind, 1), target, 1));
    }

    private Stream<IMetric> perSecond(String metric) {
        return Stream.of(metrics.of("FILL(" + metric + ", 0) / 60", metric, 1));
    }

    private IWidget graph(String title, String names) {
        return graph(title, Arrays.stream(names.split(" ")).map(name -> metrics.of(name, name, 1)));
    }

    private static IWidget graph(String title, Stream<IMetric> lines) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(lines.toList())
                .width(6)
                .height(6)
                .build();
    }
}
