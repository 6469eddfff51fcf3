package io.ordertable.infra.observability;

import io.ordertable.infra.Contract;
import io.ordertable.infra.Settings;
import io.ordertable.infra.sizing.Sizing;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/**
 * Metrics by the names that expressions use: a source and AWS's name of the metric, such as {@code tg_HealthyHostCount}, or
 * {@code app}, the key of one of the service's own metrics in the contract and the value of its dimension, if it has one.
 *
 * @param balancer the load balancer's full name
 * @param group the target group's full name
 * @param failures the name of the queue for records that failed
 * @param cache the name of the DAX cluster; empty if there is none
 */
record Metrics(Settings settings, String balancer, String group, String failures, String cache) {

    private static final Pattern NAME = Pattern.compile("\\b[a-z]\\w*");

    private record Source(String namespace, Map<String, String> dimensions) {}

    /** Returns the sources of metrics of the table and its indexes, each of which has capacity of its own. */
    static Stream<String> targets() {
        return Stream.concat(
                Stream.of("table"),
                Contract.table().indexes().stream().map(index -> index.name().toLowerCase(Locale.ROOT)));
    }

    /** Returns how much of its maximum a target has used in a period, in percent. */
    static String used(Settings settings, String target, String kind, int minutes) {
        Sizing.Capacity max = target.equals("table")
                ? settings.sizing().table()
                : settings.sizing().index(target.toUpperCase(Locale.ROOT));
        double percent = minutes * 60 / 100.0 * (kind.equals("Read") ? max.reads() : max.writes());
        return "FILL(" + target + "_Consumed" + kind + "CapacityUnits, 0) / " + percent;
    }

    /** Returns the metric with this name, or the expression over such metrics. */
    IMetric of(String expression, String label, int minutes) {
        if (NAME.matcher(expression).matches()) {
            return metric(expression, label, minutes);
        }
        Map<String, IMetric> used = new TreeMap<>();
        NAME.matcher(expression)
                .results()
                .map(MatchResult::group)
                .forEach(name -> used.computeIfAbsent(name, each -> metric(each, each, minutes)));
        return MathExpression.Builder.create()
                .expression(expression)
                .usingMetrics(used)
                .label(label)
                .period(Duration.minutes(minutes))
                .build();
    }

    static IMetric least(String namespace, String metric, String dimension, String value, int minutes) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(metric)
                .dimensionsMap(Map.of(dimension, value))
                .statistic(Stats.MINIMUM)
                .label(metric)
                .period(Duration.minutes(minutes))
                .build();
    }

    private IMetric metric(String name, String label, int minutes) {
        String[] parts = name.split("_", 3);
        Source source = source(parts[0]);
        Map<String, String> dimensions = new TreeMap<>(source.dimensions());
        String key = parts[0].equals("app") ? parts[1] : name.substring(parts[0].length() + 1);
        String metric = key;
        if (parts[0].equals("app")) {
            metric = Contract.metric(key).name();
            Contract.metric(key).dimensions().forEach(other -> dimensions.computeIfAbsent(other, any -> parts[2]));
        } else if (key.matches("fast|p\\d+")) {
            metric = "TargetResponseTime";
        }
        return Metric.Builder.create()
                .namespace(source.namespace())
                .metricName(metric)
                .dimensionsMap(dimensions)
                .statistic(statistic(key))
                .label(label)
                .period(Duration.minutes(minutes))
                .build();
    }

    private static String statistic(String metric) {
        return switch (metric) {
            case "HealthyHostCount", "DaysToExpiry", "budget" -> Stats.MINIMUM;
            case "IteratorAge", "ApproximateNumberOfMessagesVisible", "DeploymentCount", "breaker" -> Stats.MAXIMUM;
            case "RunningTaskCount", "DesiredTaskCount", "ReplicationLatency", "CPUUtilization" -> Stats.AVERAGE;
            // The percentage of responses that take at most a second.
            case "fast" -> Stats.percentileRank(1);
            case "p50", "p95", "p99" -> metric;
            default -> Stats.SUM;
        };
    }

    private Source source(String name) {
        return switch (name) {
            case "alb" -> source("AWS/ApplicationELB", "LoadBalancer", balancer);
            case "tg" -> source("AWS/ApplicationELB", "LoadBalancer", balancer, "TargetGroup", group);
            case "ecs" ->
                source("ECS/ContainerInsights", "ClusterName", settings.name(), "ServiceName", settings.name());
            case "acm" -> source("AWS/CertificateManager", "CertificateArn", settings.certificate());
            case "dax" -> source("AWS/DAX", "ClusterId", cache);
            case "queue" -> source("AWS/SQS", "QueueName", failures);
            case "events" -> source("AWS/Lambda", "FunctionName", settings.name("events"));
            case "keys" -> source("AWS/Lambda", "FunctionName", settings.name("issuer-keys"));
            case "records" -> source(settings.namespace(), Contract.function().dimension(), settings.name("events"));
            case "app" -> source(settings.namespace(), "service", "ordertable");
            case "table" -> source("AWS/DynamoDB", "TableName", settings.tableName());
            // An index, or a replica by its number.
            default ->
                name.startsWith("replica")
                        ? ofTable("ReceivingRegion", settings.replicas().get(Integer.parseInt(name.substring(7))))
                        : ofTable("GlobalSecondaryIndexName", name.toUpperCase(Locale.ROOT));
        };
    }

    private Source ofTable(String dimension, String value) {
        return source("AWS/DynamoDB", "TableName", settings.tableName(), dimension, value);
    }

    private static Source source(String namespace, String... dimensions) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < dimensions.length; i += 2) {
            map.put(dimensions[i], dimensions[i + 1]);
        }
        return new Source(namespace, map);
    }
}
