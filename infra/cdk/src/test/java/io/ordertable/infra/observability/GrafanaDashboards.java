package io.ordertable.infra.observability;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dashboards of Grafana, from what customers notice to why, like the one in CloudWatch. Queries name metrics by their keys in the
 * contract.
 */
final class GrafanaDashboards {

    private static final int COLUMNS = 24;
    private static final int SIZE = 8;

    private static final Map<String, Object> OPTIONS = Map.of(
            "legend", Map.of("calcs", List.of(), "displayMode", "list", "placement", "bottom", "showLegend", true),
            "tooltip", Map.of("mode", "multi", "sort", "desc"));

    private static final String SLOWEST =
            "The slowest operation of the slowest instance: percentiles are computed in the instances and cannot be averaged.";

    record Dashboard(
            String uid,
            String title,
            List<String> tags,
            int schemaVersion,
            boolean editable,
            String refresh,
            Map<String, String> time,
            int graphTooltip,
            List<Link> links,
            List<Panel> panels) {}

    record Link(
            String title,
            String type,
            String icon,
            String tooltip,
            List<String> tags,
            boolean asDropdown,
            boolean includeVars,
            boolean keepTime,
            boolean targetBlank) {}

    record Source(String type, String uid) {}

    record Position(int h, int w, int x, int y) {}

    record Target(String refId, Source datasource, String expr, String legendFormat) {}

    record Panel(
            int id,
            String type,
            String title,
            String description,
            Source datasource,
            Position gridPos,
            Map<String, Object> fieldConfig,
            Map<String, Object> options,
            List<Target> targets) {}

    /** A query and the legend of its lines, in which labels are in double braces. */
    private record Query(String legend, String expression) {}

    /** A graph, whose lines are stacked if their sum means something. */
    private record Graph(String title, String unit, boolean stacked, String description, List<Query> queries) {

        Panel at(int index) {
            Source source = new Source("prometheus", "prometheus");
            Map<String, Object> custom = Map.of(
                    "axisSoftMin",
                    0,
                    "fillOpacity",
                    stacked ? 40 : 5,
                    "stacking",
                    Map.of("mode", stacked ? "normal" : "none"));
            return new Panel(
                    index + 1,
                    "timeseries",
                    title,
                    description,
                    source,
                    new Position(SIZE, SIZE, index * SIZE % COLUMNS, index * SIZE / COLUMNS * SIZE),
                    Map.of("defaults", Map.of("unit", unit, "custom", custom), "overrides", List.of()),
                    OPTIONS,
                    IntStream.range(0, queries.size())
                            .mapToObj(i -> new Target(
                                    String.valueOf((char) ('A' + i)),
                                    source,
                                    PrometheusNames.resolve(queries.get(i).expression()),
                                    queries.get(i).legend()))
                            .toList());
        }
    }

    private GrafanaDashboards() {}

    static List<Dashboard> all() {
        return List.of(
                dashboard(
                        "customers",
                        stack("Requests", "reqps", "By outcome.", each("outcome", rate("outcome", "<requests>"))),
                        stack(
                                "Errors",
                                "reqps",
                                "Responses with 5xx, and requests that were refused because of overload before anything was done.",
                                each(
                                        "status",
                                        orZero("status", rate("status", "<requests>{outcome=\"SERVER_ERROR\"}"))),
                                new Query("refused", orZero("", rate("", "<overload>{priority=\"any\"}")))),
                        lines(
                                "Response time",
                                "s",
                                SLOWEST,
                                percentiles("<response_times>{outcome=\"SUCCESS\", quantile=\"%s\"}")),
                        lines(
                                "Slowest operations",
                                "s",
                                "99 % of their requests take at most this long.",
                                new Query(
                                        "{{method}} {{uri}}",
                                        "topk(5, max by (method, uri) (<response_times>{outcome=\"SUCCESS\", quantile=\"0.99\"}))")),
                        stack(
                                "Orders that enter a status, a minute",
                                "none",
                                "New orders are pending.",
                                each("to", "60 * " + rate("to", "<transitions>"))),
                        lines(
                                "Orders by status",
                                "none",
                                "Those that entered a status since the instances started, without those that left it. Below 0, older ones left it.",
                                each(
                                        "status",
                                        "sum by (status) (label_replace(<transitions>, \"status\", \"$1\", \"to\", \"(.+)\")"
                                                + " or label_replace(-<transitions>{from!~\"none|unknown\"},"
                                                + " \"status\", \"$1\", \"from\", \"(.+)\"))")),
                        stack(
                                "Rejected, a minute",
                                "none",
                                "Requests with 429, by the budget that was used up, and with 401 and 403.",
                                new Query("429 {{kind}}", orZero("kind", "60 * " + rate("kind", "<quotas>"))),
                                each("code", orZero("code", "60 * " + rate("code", "<refusals>")))),
                        lines(
                                "Requests at a time",
                                "none",
                                "Handled now, and how many may be. The limit falls when the processor is busy.",
                                new Query("requests", "sum(admission_requests)"),
                                new Query("limit", "sum(admission_limit)")),
                        lines(
                                "Alarms",
                                "none",
                                "Those that have gone off. docs/operations.md has what to do about each.",
                                each(
                                        "alertname",
                                        orZero("alertname", "count by (alertname) (ALERTS{alertstate=\"firing\"})")))),
                dashboard(
                        "dynamodb",
                        stack(
                                "Attempts",
                                "reqps",
                                "Calls and their retries, by outcome. A conflict is a condition that did not hold, which is normal.",
                                each("outcome", rate("outcome", "<attempts>"))),
                        stack(
                                "Throttled, by reason",
                                "reqps",
                                "What had no capacity left, and which kind. docs/operations.md has what to do about each reason.",
                                new Query(
                                        "{{reason}} {{target}}",
                                        orZero("reason", rate("target, reason", "<throttles>")))),
                        lines(
                                "Latency of an attempt",
                                "s",
                                SLOWEST,
                                percentiles("<attempt_times>{outcome=\"success\", quantile=\"%s\"}")),
                        stack(
                                "Calls that needed a retry",
                                "reqps",
                                "By how they ended.",
                                each("kind", rate("kind", "<retries>{kind=~\".+_with_retry\"}"))),
                        lines(
                                "Retries left",
                                "none",
                                "Of the instance with the fewest. At 0, a call that fails is not repeated.",
                                new Query("retries", "min(<budget>)")),
                        lines(
                                "Circuit breaker",
                                "none",
                                "Instances in this state. Throttling never opens the breaker.",
                                each("state", "sum by (state) (<breaker>{state=~\"closed|open|half_open\"})")),
                        stack("Read units a second", "none", "Capacity that was consumed.", units("read")),
                        stack(
                                "Write units a second",
                                "none",
                                "Capacity that was consumed. An index that has none left throttles writes to the table.",
                                units("write")),
                        stack(
                                "Cost of an hour like this",
                                "currencyUSD",
                                "Consumed capacity on demand, at the prices in ordertable.capacity.prices; not storage, backups and streams.",
                                each(
                                        "target",
                                        "sum by (target) (rate(<capacity>[$__rate_interval])"
                                                + " * on (instance, kind) group_left () dynamodb_capacity_price)"
                                                + " * 3600 / 1000000"))));
    }

    private static Dashboard dashboard(String name, Graph... graphs) {
        List<String> tags = List.of("ordertable");
        return new Dashboard(
                name,
                "Ordertable: " + name.replace("dynamodb", "DynamoDB"),
                tags,
                41,
                false,
                "5s",
                Map.of("from", "now-15m", "to", "now"),
                1,
                List.of(new Link("Ordertable", "dashboards", "", "", tags, false, false, true, false)),
                IntStream.range(0, graphs.length).mapToObj(i -> graphs[i].at(i)).toList());
    }

    private static Graph lines(String title, String unit, String description, Query... queries) {
        return new Graph(title, unit, false, description, List.of(queries));
    }

    private static Graph stack(String title, String unit, String description, Query... queries) {
        return new Graph(title, unit, true, description, List.of(queries));
    }

    private static Query[] percentiles(String series) {
        return Stream.of("0.5", "0.95", "0.99")
                .map(each -> new Query(
                        "p" + each.substring(2).replaceFirst("^5$", "50"), "max(%s)".formatted(series.formatted(each))))
                .toArray(Query[]::new);
    }

    private static Query units(String kind) {
        return each("target", rate("target", "<capacity>{kind=\"%s\"}".formatted(kind)));
    }

    /** Returns a query with a line for each value of a label. */
    private static Query each(String label, String expression) {
        return new Query("{{%s}}".formatted(label), expression);
    }

    private static String rate(String labels, String series) {
        return "sum by (%s) (rate(%s[$__rate_interval]))".formatted(labels, series);
    }

    /** Returns an expression that is 0 as long as what it counts has not happened, because such series do not exist before. */
    private static String orZero(String label, String expression) {
        return label.isEmpty()
                ? expression + " or on () vector(0)"
                : "%s or on () label_replace(vector(0), \"%s\", \"none\", \"\", \"\")".formatted(expression, label);
    }
}
