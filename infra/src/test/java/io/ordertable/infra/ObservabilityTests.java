package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.infra.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alarms watch what there is, and tell somebody what to do. */
class ObservabilityTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TARGETS = List.of("table", "GSI1", "GSI2");

    /** A metric that an alarm or a part of its expression reads. */
    private record Watched(String namespace, String name, Map<String, String> dimensions, String statistic) {}

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachAlarmTellsATopicThatCloudWatchMayUseAndSaysWhatToDo(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);

        assertThat(alarms(settings)).hasSize(36).allSatisfy(alarm -> {
            Resource topic = synthesis.referred(alarm.text("/AlarmActions/0"));
            assertThat(alarm.texts("/OKActions")).isEqualTo(alarm.texts("/AlarmActions"));
            assertThat(alarm.text("/AlarmDescription").split(" ")).hasSizeGreaterThan(12);
            assertThat(alarm.text("/AlarmName")).startsWith("ordertable-" + settings.environment() + "-");
            assertThat(alarm.text("/TreatMissingData")).isEqualTo("notBreaching");
            assertThat(Statement.of(synthesis)
                            .filter(Statement::allows)
                            .filter(statement -> statement
                                    .json()
                                    .at("/Principal/Service")
                                    .asText()
                                    .equals("cloudwatch.amazonaws.com"))
                            .flatMap(statement -> statement.actions().stream()))
                    .as("to publish to " + topic.id() + " and to encrypt")
                    .contains("sns:Publish", "kms:GenerateDataKey", "kms:Decrypt");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void throttlingAndHotKeysAreWatchedOnTheTableAndEachIndex(Settings settings) {
        Set<String> names = watched(settings)
                .filter(metric -> metric.namespace().equals("AWS/DynamoDB"))
                .map(metric -> metric.name() + " " + target(metric, settings))
                .collect(Collectors.toSet());

        for (String target : TARGETS) {
            assertThat(names)
                    .contains(
                            "ReadThrottleEvents " + target,
                            "WriteThrottleEvents " + target,
                            "ReadKeyRangeThroughputThrottleEvents " + target,
                            "WriteKeyRangeThroughputThrottleEvents " + target,
                            "ConsumedReadCapacityUnits " + target,
                            "ConsumedWriteCapacityUnits " + target);
        }
    }

    @Test
    void consumptionIsComparedWithWhatIsProvisionedOrAllowed() {
        assertThat(watched(Variants.everything())
                        .filter(metric -> metric.name().startsWith("Provisioned"))
                        .map(metric -> metric.name() + " " + target(metric, Variants.everything())))
                .containsExactlyInAnyOrderElementsOf(TARGETS.stream()
                        .flatMap(target -> Stream.of(
                                "ProvisionedReadCapacityUnits " + target, "ProvisionedWriteCapacityUnits " + target))
                        .toList());
        assertThat(alarm(Variants.prod(), "capacity-table-reads").at("/Metrics").toString())
                .contains("100 * (consumed / PERIOD(consumed)) / 4000");
        assertThat(alarm(Variants.prod(), "capacity-gsi1-writes").at("/Metrics").toString())
                .contains("/ 1000");
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsThatTakeLongerThanAHundredMillisecondsRing(Settings settings) {
        Resource average = alarm(settings, "table-slow");

        assertThat(average.text("/MetricName")).isEqualTo("SuccessfulRequestLatency");
        assertThat(average.text("/Statistic")).isEqualTo("Average");
        assertThat(average.at("/Threshold").asInt()).isEqualTo(100);
        assertThat(alarm(settings, "table-p99").text("/ExtendedStatistic")).isEqualTo("p99");
        assertThat(dimensions(average.at("/Dimensions")))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("TableName", TableTests.table(settings).text("/TableName"), "Operation", "GetItem"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void errorsOfDynamoDbAreWatchedForEachCallThatTheCodeMakes(Settings settings) throws IOException {
        assertThat(watched(settings)
                        .filter(metric -> metric.name().equals("SystemErrors"))
                        .map(metric -> metric.dimensions().get("Operation")))
                .containsExactlyInAnyOrderElementsOf(
                        Resource.stream(contract("calls").path("operations"))
                                .map(JsonNode::asText)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theServicesOwnMetricsHaveTheNamesAndDimensionsThatItPublishes(Settings settings) throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        contract("metrics")
                .forEach(metric -> published.put(
                        metric.path("name").asText(), new TreeSet<>(Resource.texts(metric.path("dimensions")))));
        List<Watched> own = watched(settings)
                .filter(metric -> metric.namespace().startsWith("Ordertable"))
                .toList();

        assertThat(own).hasSizeGreaterThanOrEqualTo(5).allSatisfy(metric -> {
            assertThat(metric.namespace())
                    .isEqualTo(
                            ServiceTests.environment(settings).get("MANAGEMENT_CLOUDWATCH_METRICS_EXPORT_NAMESPACE"));
            assertThat(metric.dimensions().keySet()).isEqualTo(published.get(metric.name()));
        });
        assertThat(own.stream().map(Watched::name))
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
                .isEqualTo(settings.service().tasks().min());
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

    @ParameterizedTest
    @MethodSource("all")
    void theDashboardAsksFirstWhatClientsNotice(Settings settings) {
        String body = Synthesis.of(settings).the("AWS::CloudWatch::Dashboard").text("/DashboardBody");

        assertThat(body)
                .containsSubsequence(
                        "\"type\":\"alarm\"",
                        "Do clients notice?",
                        "Are the tasks there?",
                        "Does the service cope?",
                        "What is throttled?",
                        "How much is left?",
                        "Is DynamoDB well?",
                        "Are events announced?");
        assertThat(alarms(settings)).allMatch(alarm -> body.contains("${" + alarm.id() + ".Arn}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void logsAreKeptAsLongAsTheSettingsSay(Settings settings) {
        assertThat(Synthesis.of(settings).all("AWS::Logs::LogGroup"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(group -> group.at("/RetentionInDays").asInt() == settings.logDays());
    }

    @Test
    void alarmsAreMailedWhereAnAddressIsGiven() {
        assertThat(Synthesis.of(Variants.everything())
                        .the("AWS::SNS::Subscription")
                        .text("/Endpoint"))
                .isEqualTo("oncall@example.org");
        assertThat(Synthesis.of(Variants.prod()).all("AWS::SNS::Subscription")).isEmpty();
    }

    private static List<Resource> alarms(Settings settings) {
        return Synthesis.of(settings).all("AWS::CloudWatch::Alarm");
    }

    private static Resource alarm(Settings settings, String name) {
        return alarms(settings).stream()
                .filter(alarm -> alarm.text("/AlarmName").endsWith("-" + settings.environment() + "-" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Watched> watched(Settings settings) {
        return alarms(settings).stream()
                .flatMap(alarm -> Stream.concat(
                        alarm.properties().has("MetricName")
                                ? Stream.of(watched(alarm.properties(), alarm.properties()))
                                : Stream.empty(),
                        Resource.stream(alarm.at("/Metrics"))
                                .map(metric -> metric.path("MetricStat"))
                                .filter(JsonNode::isObject)
                                .map(stat -> watched(stat.path("Metric"), stat))));
    }

    private static Watched watched(JsonNode metric, JsonNode statistic) {
        return new Watched(
                metric.path("Namespace").asText(),
                metric.path("MetricName").asText(),
                dimensions(metric.path("Dimensions")),
                statistic.path("Stat").asText(statistic.path("Statistic").asText()));
    }

    private static Map<String, String> dimensions(JsonNode list) {
        return Resource.stream(list)
                .collect(Collectors.toMap(
                        dimension -> dimension.path("Name").asText(),
                        dimension -> dimension.path("Value").asText()));
    }

    /** The table or an index of it, by a metric's dimensions; anything else is none. */
    private static String target(Watched metric, Settings settings) {
        assertThat(metric.dimensions())
                .containsEntry("TableName", TableTests.table(settings).text("/TableName"));
        String index = metric.dimensions().get("GlobalSecondaryIndexName");
        if (index == null) {
            return "table";
        }
        assertThat(TableTests.table(settings).list("/GlobalSecondaryIndexes"))
                .anyMatch(each -> each.path("IndexName").asText().equals(index));
        return index;
    }

    private static JsonNode contract(String name) throws IOException {
        return JSON.readTree(
                Path.of("src/main/resources/contract", name + ".json").toFile());
    }
}
