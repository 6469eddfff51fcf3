package io.ordertable.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The alarms of an environment's templates. */
final class Alarms {

    private static final Pattern REFERENCE = Pattern.compile("ALARM\\(\"(\\$\\{\\w+\\.Arn})\"\\)");

    private Alarms() {}

    static List<Resource> metric(Settings settings) {
        return Synthesis.of(settings).all("AWS::CloudWatch::Alarm");
    }

    static List<Resource> composite(Settings settings) {
        return Synthesis.of(settings).all("AWS::CloudWatch::CompositeAlarm");
    }

    static Stream<Resource> all(Settings settings) {
        return Stream.concat(composite(settings).stream(), metric(settings).stream());
    }

    static Resource named(Settings settings, String name) {
        return all(settings)
                .filter(alarm -> alarm.text("/AlarmName").equals(settings.name(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no alarm " + name));
    }

    /** Returns the alarms that the rule of a composite alarm mentions. */
    static List<Resource> parts(Settings settings, Resource composite) {
        return REFERENCE
                .matcher(composite.text("/AlarmRule"))
                .results()
                .map(reference -> Synthesis.of(settings).referred(reference.group(1)))
                .toList();
    }

    /** Returns the alarm of a rule, or those of its conditions; nothing if the environment does not have the rule. */
    static List<Resource> conditions(Settings settings, String rule) {
        return all(settings)
                .filter(alarm -> alarm.text("/AlarmName").equals(settings.name(rule)))
                .flatMap(alarm ->
                        alarm.type().endsWith("CompositeAlarm") ? parts(settings, alarm).stream() : Stream.of(alarm))
                .toList();
    }

    static Map<String, String> dimensions(JsonNode metric) {
        return Resource.stream(metric.path("Dimensions"))
                .collect(Collectors.toMap(
                        dimension -> dimension.path("Name").asText(),
                        dimension -> dimension.path("Value").asText()));
    }
}
