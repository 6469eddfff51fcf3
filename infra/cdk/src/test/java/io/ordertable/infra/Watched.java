package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A metric that an alarm, or a part of its expression, reads. */
record Watched(String namespace, String name, Map<String, String> dimensions) {

    /** All that the environment's alarms read. */
    static Stream<Watched> by(Settings settings) {
        return alarms(settings).stream().flatMap(alarm -> Stream.concat(
                        alarm.properties().has("MetricName") ? Stream.of(alarm.properties()) : Stream.empty(),
                        Resource.stream(alarm.at("/Metrics"))
                                .map(metric -> metric.at("/MetricStat/Metric"))
                                .filter(JsonNode::isObject))
                .map(Watched::of));
    }

    static List<Resource> alarms(Settings settings) {
        return Synthesis.of(settings).all("AWS::CloudWatch::Alarm");
    }

    /** The alarm of this name without its environment. */
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

    private static Watched of(JsonNode metric) {
        return new Watched(
                metric.path("Namespace").asText(),
                metric.path("MetricName").asText(),
                dimensions(metric.path("Dimensions")));
    }
}
