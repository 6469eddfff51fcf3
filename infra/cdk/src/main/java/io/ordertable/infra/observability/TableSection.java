package io.ordertable.infra.observability;

import io.ordertable.infra.Contract;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** Whether DynamoDB itself works well. */
final class TableSection {

    private static final double SLOW_MILLIS = 100;
    private static final double SLOWEST_MILLIS = 200;

    private TableSection() {}

    static Section of(TableMetrics table) {
        return new Section(
                "Does DynamoDB work well?",
                List.of(
                        AlarmRule.above(
                                0,
                                3,
                                "table-errors",
                                errors(table),
                                "DynamoDB returns 5xx. The service retries such calls. Look at the AWS Health Dashboard; if it does"
                                        + " not end, open a support case with the request ids in the log."),
                        AlarmRule.above(
                                SLOW_MILLIS,
                                5,
                                "table-slow",
                                table.ofOperation("GetItem", "SuccessfulRequestLatency", Stats.AVERAGE),
                                "GetItem takes over 100 ms on average within DynamoDB, ten times as long as usual. Look at the AWS"
                                        + " Health Dashboard; large items and cold partitions are slower too."),
                        AlarmRule.above(
                                SLOWEST_MILLIS,
                                10,
                                "table-p99",
                                table.ofOperation("GetItem", "SuccessfulRequestLatency", "p99"),
                                "One in a hundred GetItem calls takes over 200 ms within DynamoDB. If clients notice, proceed as for"
                                        + " table-slow.")));
    }

    /** Returns the sum over all operations; DynamoDB counts errors for each operation. */
    private static IMetric errors(TableMetrics table) {
        List<String> operations = Contract.calls().operations();
        Map<String, IMetric> metrics = operations.stream()
                .collect(Collectors.toMap(
                        TableSection::id, operation -> table.ofOperation(operation, "SystemErrors", Stats.SUM)));
        return MathExpression.Builder.create()
                .expression(operations.stream()
                        .map(operation -> "FILL(" + id(operation) + ", 0)")
                        .collect(Collectors.joining(" + ")))
                .usingMetrics(metrics)
                .label("errors of DynamoDB")
                .period(Duration.minutes(1))
                .build();
    }

    private static String id(String operation) {
        return Character.toLowerCase(operation.charAt(0)) + operation.substring(1);
    }
}
