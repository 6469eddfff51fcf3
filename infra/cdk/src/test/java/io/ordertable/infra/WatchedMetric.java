package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A metric that an alarm reads, directly or in its expression. */
record WatchedMetric(String namespace, String name, Map<String, String> dimensions) {

    /** Returns all metrics that the alarms of an environment read. */
    static Stream<WatchedMetric> by(Settings settings) {
        return alarms(settings).stream().flatMap(alarm -> Stream.concat(
                        alarm.properties().has("MetricName") ? Stream.of(alarm.properties()) : Stream.empty(),
                        Resource.stream(alarm.at("/Metrics"))
                                .map(metric -> metric.at("/MetricStat/Metric"))
                                .filter(JsonNode::isObject))
                .map(WatchedMetric::of));
    }

    static List<Resource> alarms(Settings settings) {
        return Synthesis.of(settings).all("AWS::CloudWatch::Alarm");
    }

    /** Returns an alarm by its name within the environment. */
    static Resource alarm(Settings settings, String name) {
        return alarms(settings).stream()
                .filter(alarm -> alarm.text("/AlarmName").endsWith("-" + settings.environment() + "-" + name))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, String> dimensions(JsonNode list) {
        return Resource.stream(list)
                .collect(Collectors.toMap(
                        dimension -> dimension.path("Name").asText(),
                        dimension -> dimension.path("Value").asText()));
    }

    private static WatchedMetric of(JsonNode metric) {
        return new WatchedMetric(
                metric.path("Namespace").asText(),
                metric.path("MetricName").asText(),
                dimensions(metric.path("Dimensions")));
    }
}
