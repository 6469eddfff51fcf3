package io.ordertable.infra.observability;

import io.ordertable.infra.Contract;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The metrics that DynamoDB publishes of the table. */
record TableMetrics(String table) {

    /** The table without its indexes, for which DynamoDB has separate metrics. */
    static final String TABLE = "table";

    /** Returns what has its own capacity: the table and each index. */
    static Stream<String> targets() {
        return Stream.concat(
                Stream.of(TABLE), Contract.table().indexes().stream().map(Contract.Index::name));
    }

    /** Returns the target's name for use in a sentence. */
    static String label(String target) {
        return target.equals(TABLE) ? "the table" : "index " + target;
    }

    /** Returns a metric of the table or of an index. */
    Metric of(String target, String metric, String statistic, int minutes) {
        return metric(
                metric,
                statistic,
                minutes,
                target.equals(TABLE) ? Map.of() : Map.of("GlobalSecondaryIndexName", target));
    }

    /** Returns a metric of one operation. */
    Metric ofOperation(String operation, String metric, String statistic) {
        return metric(metric, statistic, 1, Map.of("Operation", operation));
    }

    private Metric metric(String metric, String statistic, int minutes, Map<String, String> more) {
        Map<String, String> dimensions = new TreeMap<>(more);
        dimensions.put("TableName", table);
        return Metric.Builder.create()
                .namespace("AWS/DynamoDB")
                .metricName(metric)
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(Duration.minutes(minutes))
                .build();
    }
}
