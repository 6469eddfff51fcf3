package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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

/** Who is notified of what, and that alarms watch what exists. */
class AlarmTests {

    private static final Set<String> PAGES = Set.of("availability", "latency", "no-tasks", "tokens-rejected");

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void oneAlarmPagesWhateverAffectsCustomers(Settings settings) {
        Resource page = Alarms.named(settings, "customers-affected");

        assertThat(Alarms.parts(settings, page))
                .extracting(alarm -> alarm.text("/AlarmName"))
                .containsExactlyInAnyOrderElementsOf(
                        PAGES.stream().map(settings::name).toList());
        assertThat(page.text("/AlarmRule")).contains(" OR ").doesNotContain("AND", "NOT");
        assertThat(topic(settings, page)).isEqualTo(settings.name("pages"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachOtherAlarmIsATicketOrPartOfOneThatNotifies(Settings settings) {
        List<Resource> parts = new ArrayList<>();
        Alarms.composite(settings).forEach(composite -> parts.addAll(Alarms.parts(settings, composite)));

        assertThat(Alarms.all(settings)).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.text("/AlarmName")).startsWith(settings.name() + "-");
            assertThat(alarm.texts("/OKActions")).isEqualTo(alarm.texts("/AlarmActions"));
            if (!parts.contains(alarm) && !alarm.text("/AlarmName").matches(".*-(customers-affected|canary)")) {
                assertThat(topic(settings, alarm)).endsWith("tickets");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void anObjectiveIsViolatedInALongAndAShortWindow(Settings settings) {
        for (String objective : List.of("availability", "latency", "availability-slow", "latency-slow")) {
            Resource composite = Alarms.named(settings, objective);

            assertThat(composite.text("/AlarmRule")).contains(" AND ").doesNotContain("OR", "NOT");
            List<Integer> periods = Alarms.parts(settings, composite).stream()
                    .flatMap(alarm -> new AlarmEvaluation(alarm).metrics().values().stream())
                    .map(metric -> metric.path("Period").asInt())
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(periods).hasSize(2);
            assertThat(periods.getLast() / periods.getFirst()).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void cloudWatchAcceptsTheExpressions(Settings settings) {
        assertThat(Alarms.metric(settings)).allSatisfy(alarm -> {
            assertThat(new AlarmEvaluation(alarm).metrics()).hasSizeBetween(1, 10);
            int seconds = new AlarmEvaluation(alarm).period();
            assertThat(seconds * alarm.at("/EvaluationPeriods").asInt())
                    .isLessThanOrEqualTo(seconds < 3_600 ? 86_400 : 7 * 86_400);
            assertThat(alarm.text("/AlarmDescription"))
                    .hasSizeLessThanOrEqualTo(1024)
                    .doesNotContain("{", "\n");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void publishersMayUseTheTopicsAndTheirKeys(Settings settings) {
        for (Resource topic : Synthesis.of(settings).all("AWS::SNS::Topic")) {
            if (topic.text("/TopicName").matches(".*(pages|tickets)")) {
                Resource key = Synthesis.of(settings).referred(topic.text("/KmsMasterKeyId"));
                for (String service : List.of("cloudwatch.amazonaws.com", "events.amazonaws.com")) {
                    assertThat(Statement.of(Synthesis.of(settings))
                                    .filter(Statement::allows)
                                    .filter(statement -> statement
                                            .json()
                                            .at("/Principal/Service")
                                            .asText()
                                            .equals(service)))
                            .anyMatch(statement -> statement.actions().contains("sns:Publish")
                                    && statement.resources().contains("${" + topic.id() + "}"))
                            .anyMatch(statement -> statement.owner().equals(key)
                                    && statement.actions().containsAll(List.of("kms:GenerateDataKey", "kms:Decrypt")));
                }
            }
        }
    }

    @Test
    void pagesGoToAReceiverOfTheirOwnIfThereIsOne() {
        assertThat(receivers(Variants.prod()))
                .containsEntry("pages", "email oncall@example.org")
                .containsEntry("tickets", "email oncall@example.org");
        assertThat(receivers(Variants.prod(Map.of("page-to", "https://events.example.org/integration"))))
                .containsEntry("pages", "https https://events.example.org/integration")
                .containsEntry("tickets", "email oncall@example.org");
    }

    @ParameterizedTest
    @MethodSource("all")
    void metricsOfTheServiceAndTheFunctionAreThoseThatTheyPublish(Settings settings) throws IOException {
        Map<String, Set<String>> published = new TreeMap<>();
        Variants.contract("metrics")
                .forEach(metric -> published.put(
                        metric.path("name").asText(), new TreeSet<>(Resource.texts(metric.path("dimensions")))));
        Variants.contract("function").path("metrics").forEach(name -> published.put(name.asText(), Set.of("Service")));

        assertThat(watched(settings, "Ordertable/" + settings.environment()))
                .hasSizeGreaterThan(5)
                .allSatisfy(metric -> assertThat(Alarms.dimensions(metric).keySet())
                        .isEqualTo(published.get(metric.path("MetricName").asText())));
        assertThat(ServiceTests.environment(settings))
                .containsEntry(
                        "MANAGEMENT_CLOUDWATCH_METRICS_EXPORT_NAMESPACE", "Ordertable/" + settings.environment());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsWatchedExists(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Map<String, String> types = Map.of(
                "LoadBalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "TargetGroup", "AWS::ElasticLoadBalancingV2::TargetGroup",
                "QueueName", "AWS::SQS::Queue",
                "ClusterId", "AWS::DAX::Cluster",
                "HealthCheckId", "AWS::Route53::HealthCheck");
        Map<String, Set<String>> names = Map.of(
                "ClusterName", names(synthesis, "AWS::ECS::Cluster", "ClusterName"),
                "ServiceName", names(synthesis, "AWS::ECS::Service", "ServiceName"),
                "FunctionName", names(synthesis, "AWS::Lambda::Function", "FunctionName"),
                "TableName", names(synthesis, "AWS::DynamoDB::GlobalTable", "TableName"),
                "GlobalSecondaryIndexName", Set.of("GSI1", "GSI2"),
                "ReceivingRegion", Set.copyOf(settings.replicas()),
                "CertificateArn", new HashSet<>(List.of(settings.certificate(), settings.edgeCertificate())));

        assertThat(watched(settings, "AWS/", "ECS/")).isNotEmpty().allSatisfy(metric -> Alarms.dimensions(metric)
                .forEach((name, value) -> {
                    if (types.containsKey(name)) {
                        assertThat(synthesis.referred(value).type()).isEqualTo(types.get(name));
                    } else {
                        assertThat(names.get(name)).as(name).contains(value);
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDeploymentIsRolledBackByAlarmsThatDoNotWaitForIt(Settings settings) {
        Resource service = Synthesis.of(settings).the("AWS::ECS::Service");

        assertThat(service.at("/DeploymentConfiguration/Alarms/Rollback").asBoolean())
                .isTrue();
        assertThat(service.at("/DeploymentConfiguration/Alarms/Enable").asBoolean())
                .isTrue();
        assertThat(service.texts("/DeploymentConfiguration/Alarms/AlarmNames"))
                .isNotEmpty()
                .map(name ->
                        Alarms.named(settings, name.substring(settings.name().length() + 1)))
                .allSatisfy(alarm -> {
                    assertThat(alarm.type()).isEqualTo("AWS::CloudWatch::Alarm");
                    assertThat(alarm.text("/TreatMissingData"))
                            .as("else it would be on before the first task")
                            .isEqualTo("notBreaching");
                    assertThat(Resource.texts(service.definition().path("DependsOn")))
                            .contains(alarm.id());
                });
    }

    private static Stream<JsonNode> metricsOf(Resource alarm) {
        return new AlarmEvaluation(alarm).metrics().values().stream().map(metric -> metric.path("Metric"));
    }

    private static List<JsonNode> watched(Settings settings, String... namespaces) {
        return Alarms.metric(settings).stream()
                .flatMap(AlarmTests::metricsOf)
                .filter(metric ->
                        Stream.of(namespaces).anyMatch(metric.path("Namespace").asText()::startsWith))
                .toList();
    }

    private static Set<String> names(Synthesis synthesis, String type, String property) {
        return synthesis.all(type).stream()
                .map(resource -> resource.text("/" + property))
                .collect(Collectors.toSet());
    }

    private static String topic(Settings settings, Resource alarm) {
        assertThat(alarm.texts("/AlarmActions")).hasSize(1);
        return Synthesis.of(settings).referred(alarm.text("/AlarmActions/0")).text("/TopicName");
    }

    /** Returns protocol and endpoint of the subscription of each topic. */
    private static Map<String, String> receivers(Settings settings) {
        return Synthesis.of(settings).all("AWS::SNS::Subscription").stream()
                .collect(Collectors.toMap(
                        subscription -> Synthesis.of(settings)
                                .referred(subscription.text("/TopicArn"))
                                .text("/TopicName")
                                .substring(settings.name().length() + 1),
                        subscription -> subscription.text("/Protocol") + " " + subscription.text("/Endpoint")));
    }
}
