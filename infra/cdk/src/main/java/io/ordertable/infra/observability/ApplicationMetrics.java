package io.ordertable.infra.observability;

import io.ordertable.infra.contract.Contract;
import io.ordertable.infra.contract.MetricContract;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The application's own metrics, as the contract names them. */
record ApplicationMetrics(String namespace) {

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Map<String, String> ALWAYS = Map.of("service", "ordertable");

    /**
     * One metric.
     *
     * @throws IllegalArgumentException if the contract gives it other dimensions
     */
    IMetric metric(String key, String statistic, Map<String, String> values) {
        MetricContract metric = Contract.metric(key);
        Map<String, String> dimensions = new TreeMap<>(ALWAYS);
        dimensions.putAll(values);
        if (!metric.dimensions().equals(dimensions.keySet().stream().toList())) {
            throw new IllegalArgumentException(
                    metric.name() + " has the dimensions " + metric.dimensions() + ", not " + dimensions.keySet());
        }
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(metric.name())
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(MINUTE)
                .build();
    }

    /** The sum over all values of its dimensions, by a query of CloudWatch Metrics Insights; an alarm can have one. */
    IMetric total(String key, String label) {
        return query(key, label, "");
    }

    /** The same where a dimension has this value. */
    IMetric total(String key, String label, String dimension, String value) {
        return query(key, label, " WHERE " + dimension + " = '" + value + "'");
    }

    private IMetric query(String key, String label, String condition) {
        MetricContract metric = Contract.metric(key);
        return MathExpression.Builder.create()
                .expression("SELECT SUM(\"" + metric.name() + "\") FROM SCHEMA(\"" + namespace + "\", "
                        + String.join(", ", metric.dimensions()) + ")" + condition)
                .usingMetrics(Map.of())
                .label(label)
                .period(MINUTE)
                .build();
    }
}
