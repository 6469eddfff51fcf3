package io.ordertable.infra;

import static io.ordertable.infra.WatchedMetric.alarm;
import static io.ordertable.infra.WatchedMetric.alarms;
import static io.ordertable.infra.WatchedMetric.dimensions;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alarms watch existing resources, and say what to do. */
class AlarmTests {

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachAlarmNotifiesATopicAndSaysWhatToDo(Settings settings) {
        assertThat(alarms(settings)).isNotEmpty().allSatisfy(alarm -> {
            assertThat(Synthesis.of(settings)
                            .referred(alarm.text("/AlarmActions/0"))
                            .type())
                    .isEqualTo("AWS::SNS::Topic");
            assertThat(alarm.texts("/OKActions")).isEqualTo(alarm.texts("/AlarmActions"));
            assertThat(alarm.text("/AlarmDescription").split(" ")).hasSizeGreaterThan(12);
            assertThat(alarm.text("/AlarmName")).startsWith("ordertable-" + settings.environment() + "-");
            assertThat(alarm.text("/TreatMissingData")).isEqualTo("notBreaching");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void cloudWatchMayPublishToTheTopicAndUseItsKey(Settings settings) {
        String reference = alarms(settings).getFirst().text("/AlarmActions/0");
        Resource key = Synthesis.of(settings)
                .referred(Synthesis.of(settings).referred(reference).text("/KmsMasterKeyId"));

        assertThat(allowedToCloudWatch(settings))
                .anyMatch(statement -> statement.owner().type().equals("AWS::SNS::TopicPolicy")
                        && statement.actions().contains("sns:Publish")
                        && statement.resources().contains(reference))
                .anyMatch(statement -> statement.owner().equals(key)
                        && statement.actions().containsAll(List.of("kms:GenerateDataKey", "kms:Decrypt")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theServicesOwnMetricsHaveTheNamesAndDimensionsThatItPublishes(Settings settings) throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        Variants.contract("metrics")
                .forEach(metric -> published.put(
                        metric.path("name").asText(), new TreeSet<>(Resource.texts(metric.path("dimensions")))));
        List<WatchedMetric> own = WatchedMetric.by(settings)
                .filter(metric -> metric.namespace().startsWith("Ordertable"))
                .filter(metric -> !metric.name().endsWith("Records"))
                .toList();

        assertThat(own).hasSizeGreaterThanOrEqualTo(5).allSatisfy(metric -> {
            assertThat(metric.namespace())
                    .isEqualTo(
                            ServiceTests.environment(settings).get("MANAGEMENT_CLOUDWATCH_METRICS_EXPORT_NAMESPACE"));
            assertThat(metric.dimensions().keySet()).isEqualTo(published.get(metric.name()));
        });
        assertThat(own.stream().map(WatchedMetric::name))
                .contains("dynamodb.retry.budget.value", "resilience4j.circuitbreaker.state.value");
        assertThat(alarm(settings, "service-throttled").text("/Metrics/0/Expression"))
                .isEqualTo("SELECT SUM(\"dynamodb.throttle.count\") FROM SCHEMA(\"Ordertable/" + settings.environment()
                        + "\", operation, reason, service, target)");
    }

    @ParameterizedTest
    @MethodSource("all")
    void loadBalancerTasksFunctionAndQueueAreWatched(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Map<String, Resource> byMetric = alarms(settings).stream()
                .filter(alarm -> alarm.properties().has("MetricName"))
                .collect(Collectors.toMap(alarm -> alarm.text("/MetricName"), alarm -> alarm, (one, other) -> one));

        assertThat(byMetric)
                .containsKeys(
                        "UnHealthyHostCount",
                        "HealthyHostCount",
                        "HTTPCode_ELB_5XX_Count",
                        "HTTPCode_Target_5XX_Count",
                        "TargetResponseTime",
                        "IteratorAge",
                        "Errors",
                        "ApproximateNumberOfMessagesVisible");
        assertThat(byMetric.get("HealthyHostCount").at("/Threshold").asInt())
                .isEqualTo(settings.sizing().tasks().min());
        assertThat(synthesis
                        .referred(dimensions(byMetric.get("Errors").at("/Dimensions"))
                                .get("FunctionName"))
                        .type())
                .isEqualTo("AWS::Lambda::Function");
        assertThat(synthesis
                        .referred(dimensions(byMetric.get("ApproximateNumberOfMessagesVisible")
                                        .at("/Dimensions"))
                                .get("QueueName"))
                        .type())
                .isEqualTo("AWS::SQS::Queue");
        assertThat(synthesis
                        .referred(dimensions(byMetric.get("UnHealthyHostCount").at("/Dimensions"))
                                .get("TargetGroup"))
                        .type())
                .isEqualTo("AWS::ElasticLoadBalancingV2::TargetGroup");
    }

    @Test
    void alarmsAreMailedIfAnAddressIsSet() {
        assertThat(Synthesis.of(Variants.prod()).the("AWS::SNS::Subscription").text("/Endpoint"))
                .isEqualTo("oncall@example.org");
        assertThat(Synthesis.of(Variants.dev()).all("AWS::SNS::Subscription")).isEmpty();
    }

    private static List<Statement> allowedToCloudWatch(Settings settings) {
        return Statement.of(Synthesis.of(settings))
                .filter(Statement::allows)
                .filter(statement ->
                        statement.json().at("/Principal/Service").asText().equals("cloudwatch.amazonaws.com"))
                .toList();
    }
}
