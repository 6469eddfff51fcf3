package io.ordertable.infra.observability;

import io.ordertable.infra.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.*;

/**
 * Metrics by the names that expressions use: a source and AWS's name of the metric, such as {@code tg_HealthyHostCount}; of the
 * service's own metrics {@code app}, the key in the contract, and the value of the dimension, if there is one. A question mark
 * after a name fills missing values with 0: metrics of failures exist only when something fails. CloudFormation chooses some names.
 */
record Metrics(Settings settings, Map<String, String> names) {

    private static final Pattern NAME = Pattern.compile("\\b[a-z]\\w*");

    private record Source(String namespace, Map<String, String> dimensions) {}

    /** Returns the sources of metrics of the table and its indexes, each of which has capacity of its own. */
    static Stream<String> targets() {
        return Stream.concat(
                Stream.of("table"),
                Contract.TABLE.indexes().stream().map(index -> index.name().toLowerCase(Locale.ROOT)));
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
                .expression(expression.replaceAll("(\\w+)\\?", "FILL($1, 0)"))
                .usingMetrics(used)
                .label(label)
                .period(Duration.minutes(minutes))
                .build();
    }

    private IMetric metric(String name, String label, int minutes) {
        String metric = name.substring(name.indexOf('_') + 1);
        Source source = source(name.substring(0, name.indexOf('_')));
        Map<String, String> dimensions = new TreeMap<>(source.dimensions());
        String kind = metric;
        if (name.startsWith("app_")) {
            String[] keyAndValue = metric.split("_", 2);
            kind = keyAndValue[0];
            Contract.Metric published = Contract.metric(kind);
            metric = published.name();
            published.dimensions().forEach(other -> dimensions.putIfAbsent(other, keyAndValue[keyAndValue.length - 1]));
        }
        return Metric.Builder.create()
                .namespace(source.namespace())
                .metricName(kind.matches("fast|p\\d+") ? "TargetResponseTime" : metric)
                .dimensionsMap(dimensions)
                .statistic(statistic(kind))
                .label(label)
                .period(Duration.minutes(minutes))
                .build();
    }

    private static String statistic(String metric) {
        return switch (metric) {
            case "HealthyHostCount", "HealthCheckStatus", "DaysToExpiry", "budget" -> Stats.MINIMUM;
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
            case "alb" -> named("AWS/ApplicationELB", "LoadBalancer");
            case "tg" -> named("AWS/ApplicationELB", "LoadBalancer", "TargetGroup");
            case "queue" -> named("AWS/SQS", "QueueName");
            case "dax" -> named("AWS/DAX", "ClusterId");
            case "canary" -> named("AWS/Route53", "HealthCheckId");
            case "ecs" ->
                new Source(
                        "ECS/ContainerInsights",
                        Map.of("ClusterName", settings.name(), "ServiceName", settings.name()));
            case "events" -> new Source("AWS/Lambda", Map.of("FunctionName", settings.name("events")));
            case "keys" -> new Source("AWS/Lambda", Map.of("FunctionName", settings.name("issuer-keys")));
            case "acm" -> new Source("AWS/CertificateManager", Map.of("CertificateArn", settings.certificate()));
            case "edge" -> new Source("AWS/CertificateManager", Map.of("CertificateArn", settings.edgeCertificate()));
            case "app" -> new Source(settings.namespace(), Map.of("service", "ordertable"));
            case "records" ->
                new Source(settings.namespace(), Map.of(Contract.EVENTS.dimension(), settings.name("events")));
            case "table" -> new Source("AWS/DynamoDB", Map.of("TableName", settings.tableName()));
            case "gsi1", "gsi2" -> ofTable("GlobalSecondaryIndexName", name.toUpperCase(Locale.ROOT));
            default -> ofTable("ReceivingRegion", settings.replicas().get(Integer.parseInt(name.substring(7))));
        };
    }

    private Source named(String namespace, String... dimensions) {
        return new Source(namespace, Stream.of(dimensions).collect(Collectors.toMap(name -> name, names::get)));
    }

    private Source ofTable(String dimension, String value) {
        return new Source("AWS/DynamoDB", Map.of("TableName", settings.tableName(), dimension, value));
    }
}
