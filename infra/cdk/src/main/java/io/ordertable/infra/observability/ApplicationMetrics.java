package io.ordertable.infra.observability;

import io.ordertable.infra.Contract;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The application's own metrics, as the contract lists them. */
record ApplicationMetrics(String namespace) {

    private static final Duration MINUTE = Duration.minutes(1);
    private static final Map<String, String> COMMON_DIMENSIONS = Map.of("service", "ordertable");

    /**
     * Returns a metric.
     *
     * @throws IllegalArgumentException if the contract lists it with other dimensions
     */
    IMetric metric(String key, String statistic, Map<String, String> values) {
        Contract.Metric metric = Contract.metric(key);
        Map<String, String> dimensions = new TreeMap<>(COMMON_DIMENSIONS);
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

    /** Returns the sum over all dimensions, as a query of CloudWatch Metrics Insights; an alarm can have one such query. */
    IMetric total(String key, String label) {
        return query(key, label, "");
    }

    /** Returns the sum over all dimensions except one, which has this value. */
    IMetric total(String key, String label, String dimension, String value) {
        return query(key, label, " WHERE " + dimension + " = '" + value + "'");
    }

    private IMetric query(String key, String label, String condition) {
        Contract.Metric metric = Contract.metric(key);
        return MathExpression.Builder.create()
                .expression("SELECT SUM(\"" + metric.name() + "\") FROM SCHEMA(\"" + namespace + "\", "
                        + String.join(", ", metric.dimensions()) + ")" + condition)
                .usingMetrics(Map.of())
                .label(label)
                .period(MINUTE)
                .build();
    }
}
