package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the table's stream to a topic; no event is lost without an alarm. */
class EventsTests {

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFunctionReadsTheStreamOfTheTable(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Resource mapping = synthesis.the("AWS::Lambda::EventSourceMapping");

        assertThat(mapping.text("/EventSourceArn"))
                .isEqualTo("${" + TableTests.table(settings).id() + ".StreamArn}");
        assertThat(synthesis.referred(mapping.text("/FunctionName")).type()).isEqualTo("AWS::Lambda::Function");
        assertThat(mapping.text("/StartingPosition")).isEqualTo("TRIM_HORIZON");
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRecordThatFailsIsIsolatedRetriedAndReported(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Resource mapping = synthesis.the("AWS::Lambda::EventSourceMapping");

        assertThat(mapping.at("/BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.texts("/FunctionResponseTypes")).containsExactly("ReportBatchItemFailures");
        assertThat(mapping.at("/MaximumRetryAttempts").asInt()).isPositive();
        assertThat(mapping.at("/MaximumRecordAgeInSeconds").asInt())
                .as("leaves time to read the record before the stream drops it, after 24 hours")
                .isBetween(3_600, 43_200);
        assertThat(mapping.at("/MaximumBatchingWindowInSeconds").asInt()).isPositive();
        Resource queue = synthesis.the("AWS::SQS::Queue");
        assertThat(mapping.text("/DestinationConfig/OnFailure/Destination")).isEqualTo("${" + queue.id() + ".Arn}");
        assertThat(queue.at("/SqsManagedSseEnabled").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyChangesOfOrdersAreReadFromTheStream(Settings settings) throws IOException {
        JsonNode filter = new ObjectMapper()
                .readTree(Synthesis.of(settings)
                        .the("AWS::Lambda::EventSourceMapping")
                        .text("/FilterCriteria/Filters/0/Pattern"));

        assertThat(filter).isEqualTo(new ObjectMapper().readTree("""
                        {"dynamodb": {"Keys": {"SK": {"S": [{"prefix": "ORDER#"}]}}}}
                        """));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFunctionRunsOutsideOfTheVpcWithItsTopic(Settings settings) {
        Resource function = function(settings);

        assertThat(function.text("/Handler")).isEqualTo("io.ordertable.events.OrderEventsHandler");
        assertThat(function.text("/Runtime")).isEqualTo("java25");
        assertThat(function.texts("/Architectures")).containsExactly("arm64");
        assertThat(Synthesis.of(settings)
                        .referred(function.text("/Environment/Variables/TOPIC_ARN"))
                        .type())
                .isEqualTo("AWS::SNS::Topic");
        assertThat(function.properties().has("VpcConfig")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("all")
    void topicsAreEncryptedAndRefusePlainHttp(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);

        assertThat(synthesis.all("AWS::SNS::Topic")).isNotEmpty().allSatisfy(topic -> assertThat(
                        synthesis.referred(topic.text("/KmsMasterKeyId")).type())
                .isEqualTo("AWS::KMS::Key"));
        assertThat(synthesis.all("AWS::SNS::TopicPolicy")).isNotEmpty().allSatisfy(policy -> assertThat(
                        Statement.of(policy))
                .anyMatch(statement -> !statement.allows()
                        && statement.condition("Bool", "aws:SecureTransport").equals("false")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theFunctionPublishesMetricsWhereItsAlarmsLook(Settings settings) {
        Resource function = function(settings);

        assertThat(Alarms.metric(settings).stream()
                        .flatMap(alarm -> new AlarmEvaluation(alarm).metrics().values().stream())
                        .map(metric -> metric.path("Metric"))
                        .filter(metric -> metric.path("MetricName").asText().endsWith("Records")))
                .hasSize(2)
                .allMatch(metric -> metric.path("Namespace")
                        .asText()
                        .equals(function.text("/Environment/Variables/POWERTOOLS_METRICS_NAMESPACE")))
                .allMatch(metric -> Alarms.dimensions(metric)
                        .equals(Map.of("Service", function.text("/Environment/Variables/POWERTOOLS_SERVICE_NAME"))));
    }

    @Test
    void aMissingArchiveIsNamedWithTheCommandThatBuildsIt() {
        assertThatThrownBy(() -> Resources.existing("target/no-such.zip"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such.zip")
                .hasMessageContaining("./mvnw -f infra package");
    }

    private static Resource function(Settings settings) {
        return Synthesis.of(settings).all("AWS::Lambda::Function").stream()
                .filter(function -> function.text("/FunctionName").endsWith("-events"))
                .findFirst()
                .orElseThrow();
    }
}
