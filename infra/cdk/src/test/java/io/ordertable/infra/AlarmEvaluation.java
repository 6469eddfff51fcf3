package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Evaluates an alarm of a template as CloudWatch documents it: it reads somewhat more periods than the alarm evaluates. If enough
 * of them have data, the newest with data decide, and the treatment of missing data does not matter. Otherwise, missing ones
 * count as the alarm says; for a metric of DynamoDB, which an alarm watches without metric math, they leave it as it was.
 */
record AlarmEvaluation(Resource alarm) {

    /** For three periods, CloudWatch reads five. */
    private static final int MORE = 2;

    /** Returns whether the alarm is on after these streams, whose last value is the newest. */
    boolean rings(Map<String, List<Double>> streams) {
        int periods = alarm.at("/EvaluationPeriods").asInt();
        int needed = alarm.at("/DatapointsToAlarm").asInt(periods);
        double[] values = values(streams, periods + MORE);
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (present.length < values.length && ignoresMissing()) {
            throw new AssertionError(alarm.text("/AlarmName") + " stays as it is without data: fill it");
        }
        double[] newest = Arrays.copyOfRange(present, Math.max(0, present.length - periods), present.length);
        long bad = Arrays.stream(newest).filter(this::breaches).count();
        long missing = periods - newest.length;
        return bad + (alarm.text("/TreatMissingData").equals("breaching") ? missing : 0) >= needed;
    }

    /** Returns the ids of the metrics that the alarm reads, each with its definition. */
    Map<String, JsonNode> metrics() {
        return alarm.list("/Metrics").stream()
                .filter(metric -> metric.has("MetricStat"))
                .collect(Collectors.toMap(metric -> metric.path("Id").asText(), metric -> metric.at("/MetricStat")));
    }

    /** Returns the period in seconds, which all metrics of an alarm share. */
    int period() {
        return metrics().values().iterator().next().path("Period").asInt();
    }

    private boolean breaches(double value) {
        double threshold = alarm.at("/Threshold").asDouble();
        return switch (alarm.text("/ComparisonOperator")) {
            case "GreaterThanThreshold" -> value > threshold;
            case "LessThanThreshold" -> value < threshold;
            default -> throw new IllegalArgumentException(alarm.text("/ComparisonOperator"));
        };
    }

    private boolean ignoresMissing() {
        return metrics().values().stream()
                .anyMatch(metric -> metric.at("/Metric/Namespace").asText().equals("AWS/DynamoDB"));
    }

    private double[] values(Map<String, List<Double>> streams, int points) {
        Map<String, double[]> last = new HashMap<>();
        streams.forEach((name, stream) -> last.put(name, last(stream, points)));
        return alarm.list("/Metrics").stream()
                .filter(metric -> metric.has("Expression"))
                .findFirst()
                .map(metric -> MetricMath.evaluate(metric.path("Expression").asText(), last, points))
                .orElseGet(() -> last.values().stream().findFirst().orElseGet(() -> last(List.of(Double.NaN), points)));
    }

    /** A stream begins with its first value long before. */
    private static double[] last(List<Double> stream, int points) {
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            values[i] = stream.get(Math.max(0, stream.size() - points + i));
        }
        return values;
    }
}
