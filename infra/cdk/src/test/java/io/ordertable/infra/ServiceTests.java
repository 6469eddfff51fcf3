package io.ordertable.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service's tasks. */
class ServiceTests {

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theContainerCanOnlyWriteTemporaryFiles(Settings settings) {
        JsonNode container = container(settings);

        assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(Resource.texts(container.at("/LinuxParameters/Capabilities/Drop")))
                .containsExactly("ALL");
        assertThat(container.path("Privileged").asBoolean()).isFalse();
        assertThat(Resource.stream(container.path("MountPoints")))
                .singleElement()
                .satisfies(mount ->
                        assertThat(mount.path("ContainerPath").asText()).isEqualTo("/tmp"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsConfiguredForItsEnvironment(Settings settings) {
        assertThat(environment(settings))
                .containsEntry(
                        "ORDERTABLE_TABLE_NAME", TableTests.table(settings).text("/TableName"))
                .containsEntry("SPRING_PROFILES_ACTIVE", "production")
                .containsEntry("AWS_REGION", settings.region())
                .containsEntry("SERVER_PORT", "8080")
                .containsEntry("MANAGEMENT_SERVER_PORT", "8081")
                .containsEntry(
                        "MANAGEMENT_CLOUDWATCH_METRICS_EXPORT_NAMESPACE", "Ordertable/" + settings.environment());
    }

    @ParameterizedTest
    @MethodSource("all")
    void noVariableIsASecret(Settings settings) {
        assertThat(environment(settings).keySet())
                .noneMatch(name -> name.matches(".*(SECRET|PASSWORD|TOKEN|CREDENTIAL|ACCESS_?KEY).*"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsKilledOnlyAfterItHasHadTimeToFinish(Settings settings) {
        int delay = seconds(environment(settings).get("ORDERTABLE_SHUTDOWNDELAY"));
        int grace = seconds(environment(settings).get("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE"));
        Map<String, String> targets = attributes(targets(settings), "/TargetGroupAttributes");
        int noticed = targets(settings).at("/HealthCheckIntervalSeconds").asInt()
                * targets(settings).at("/UnhealthyThresholdCount").asInt();

        assertThat(delay).isGreaterThan(noticed);
        assertThat(Integer.parseInt(targets.get("deregistration_delay.timeout_seconds")))
                .isEqualTo(delay + grace);
        assertThat(container(settings).path("StopTimeout").asInt()).isBetween(delay + grace + 7 + 1, 120);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aVersionThatDoesNotBecomeReadyIsRolledBack(Settings settings) {
        Resource service = Synthesis.of(settings).the("AWS::ECS::Service");

        assertThat(service.at("/DeploymentConfiguration/DeploymentCircuitBreaker/Enable")
                        .asBoolean())
                .isTrue();
        assertThat(service.at("/DeploymentConfiguration/DeploymentCircuitBreaker/Rollback")
                        .asBoolean())
                .isTrue();
        assertThat(service.at("/DeploymentConfiguration/MinimumHealthyPercent").asInt())
                .isEqualTo(100);
        assertThat(service.at("/EnableExecuteCommand").asBoolean()).isFalse();
        assertThat(service.text("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp"))
                .isEqualTo("DISABLED");
    }

    @Test
    void productionHasAtLeastTwoTasksAndScalesWithTheLoad() {
        Synthesis prod = Synthesis.of(Variants.prod());

        assertThat(prod.the("AWS::ApplicationAutoScaling::ScalableTarget")
                        .at("/MinCapacity")
                        .asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(prod.all("AWS::ApplicationAutoScaling::ScalingPolicy"))
                .extracting(policy -> policy.text(
                        "/TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification/PredefinedMetricType"))
                .containsExactlyInAnyOrder("ECSServiceAverageCPUUtilization", "ALBRequestCountPerTarget");
    }

    /** Some JVMs do not notice the limit of the task. */
    @ParameterizedTest
    @MethodSource("all")
    void theContainerHasTheMemoryOfItsTaskAsItsOwnLimit(Settings settings) {
        assertThat(container(settings).path("Memory").asText())
                .isEqualTo(Synthesis.of(settings).task().text("/Memory"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void imagesAreInARepositoryThatComesFirst(Settings settings) {
        Synthesis synthesis = Synthesis.of(settings);
        Resource repository = synthesis.the("AWS::ECR::Repository");

        assertThat(synthesis.stacks().getFirst().getStackName()).isEqualTo(repository.stack());
        assertThat(repository.text("/ImageTagMutability")).isEqualTo("IMMUTABLE");
        assertThat(repository.at("/ImageScanningConfiguration/ScanOnPush").asBoolean())
                .isTrue();
        assertThat(repository.text("/LifecyclePolicy/LifecyclePolicyText")).contains("expire");
    }

    @Test
    void withoutAnImageTheDockerfileIsBuilt() {
        JsonNode container = container(Variants.with("dev", Map.of("image", "")));

        assertThat(container.path("Image").asText()).contains("container-assets");
    }

    @Test
    void theBackfillRunsTheImageOfTheService() {
        Settings settings = Variants.prod();
        JsonNode backfill = Synthesis.of(settings).task("-backfill").at("/ContainerDefinitions/0");

        assertThat(backfill.path("Image")).isEqualTo(container(settings).path("Image"));
        assertThat(backfill.at("/Command/0").asText()).isEqualTo("backfill");
        assertThat(backfill.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(backfill.path("Environment")).anySatisfy(variable -> {
            assertThat(variable.path("Name").asText()).isEqualTo("ORDERTABLE_TABLE_STATUSSHARDS_READ");
            assertThat(variable.path("Value").asText()).isEqualTo(String.valueOf(settings.statusShardsRead()));
        });
    }

    private static JsonNode container(Settings settings) {
        List<JsonNode> containers = Synthesis.of(settings).task().list("/ContainerDefinitions");
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    static Map<String, String> environment(Settings settings) {
        Map<String, String> variables = new TreeMap<>();
        container(settings)
                .path("Environment")
                .forEach(variable -> variables.put(
                        variable.path("Name").asText(), variable.path("Value").asText()));
        return variables;
    }

    static Resource targets(Settings settings) {
        return Synthesis.of(settings).the("AWS::ElasticLoadBalancingV2::TargetGroup");
    }

    static Map<String, String> attributes(Resource resource, String path) {
        Map<String, String> attributes = new TreeMap<>();
        resource.list(path)
                .forEach(each -> attributes.put(
                        each.path("Key").asText(), each.path("Value").asText()));
        return attributes;
    }

    static int seconds(String duration) {
        assertThat(duration).matches("\\d+s");
        return Integer.parseInt(duration.substring(0, duration.length() - 1));
    }
}
