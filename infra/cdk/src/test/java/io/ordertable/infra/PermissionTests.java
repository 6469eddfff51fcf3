package io.ordertable.infra;

import static io.ordertable.infra.TableTests.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Permissions: exactly what the code needs. */
class PermissionTests {

    /** Actions for which AWS has no resources. */
    private static final Set<String> WITHOUT_RESOURCES =
            Set.of("ecr:GetAuthorizationToken", "cloudwatch:PutMetricData");

    static List<Settings> all() {
        return Variants.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTaskRoleAllowsTheOperationsOfTheCodeOnTheTableAndItsIndexes(Settings settings) throws IOException {
        Statement use = statement(settings, "ServiceTaskRole", "UseTable");

        assertThat(use.actions()).containsExactlyInAnyOrderElementsOf(contract());
        assertThat(use.resources()).containsExactly(arn(settings), arn(settings) + "/index/*");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theEndpointAllowsTheSameAsTheTaskRole(Settings settings) {
        Statement use = statement(settings, "ServiceTaskRole", "UseTable");
        List<Statement> endpoint = Synthesis.of(settings).all("AWS::EC2::VPCEndpoint").stream()
                .filter(each -> each.text("/ServiceName").endsWith(".dynamodb"))
                .flatMap(Statement::of)
                .toList();

        assertThat(endpoint).singleElement().satisfies(statement -> {
            assertThat(statement.allows()).isTrue();
            assertThat(statement.actions()).containsExactlyInAnyOrderElementsOf(use.actions());
            assertThat(statement.resources()).containsExactly(arn(settings), arn(settings) + "/index/*");
            assertThat(statement.condition("StringEquals", "aws:PrincipalAccount"))
                    .isEqualTo("${AWS::AccountId}");
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingThatServesRequestsMayChangeTheTable(Settings settings) {
        Statement never = statement(settings, "ServiceTaskRole", "NeverDestroyData");

        assertThat(never.allows()).isFalse();
        assertThat(never.actions()).contains("dynamodb:DeleteBackup", "dynamodb:DeleteTable", "dynamodb:UpdateTable");
        assertThat(never.resources()).containsExactly("*");
    }

    @ParameterizedTest
    @MethodSource("all")
    void keysCanBeUsedOnlyThroughTheirService(Settings settings) {
        List<Statement> keys = identities(settings)
                .filter(statement -> statement.actions().stream().anyMatch(action -> action.startsWith("kms:")))
                .toList();

        assertThat(keys).hasSizeGreaterThanOrEqualTo(3).allSatisfy(statement -> assertThat(
                        statement.condition("StringEquals", "kms:ViaService"))
                .matches("(dynamodb|sns)\\." + settings.region() + "\\..*"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void metricsCanBePublishedOnlyToTheEnvironmentsNamespace(Settings settings) {
        assertThat(statement(settings, "ServiceTaskRole", "PublishMetrics")
                        .condition("StringEquals", "cloudwatch:namespace"))
                .isEqualTo("Ordertable/" + settings.environment());
    }

    @ParameterizedTest
    @MethodSource("all")
    void noPolicyAllowsWildcardActions(Settings settings) {
        assertThat(identities(settings).flatMap(statement -> statement.actions().stream()))
                .isNotEmpty()
                .noneMatch(action -> action.contains("*"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void noRoleIsAllowedAllResourcesExceptForActionsWithoutResources(Settings settings) {
        assertThat(identities(settings)
                        .filter(statement -> !statement.owner().type().equals("AWS::EC2::VPCEndpoint"))
                        .filter(statement -> statement.resources().contains("*"))
                        .flatMap(statement -> statement.actions().stream()))
                .isNotEmpty()
                .allMatch(WITHOUT_RESOURCES::contains);
    }

    @ParameterizedTest
    @MethodSource("all")
    void endpointsServeThisAccountOnly(Settings settings) {
        assertThat(Synthesis.of(settings).all("AWS::EC2::VPCEndpoint"))
                .allSatisfy(endpoint -> assertThat(Statement.of(endpoint))
                        .isNotEmpty()
                        .allMatch(statement -> statement
                                        .condition("StringEquals", "aws:PrincipalAccount")
                                        .equals("${AWS::AccountId}")
                                || statement.actions().equals(List.of("s3:GetObject"))
                                        && statement.resources().stream().allMatch(PermissionTests::open)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOnlyManagedPolicyIsThatOfBackups(Settings settings) {
        assertThat(Synthesis.of(settings).all("AWS::IAM::Role").stream()
                        .flatMap(role -> Resource.stream(role.at("/ManagedPolicyArns")))
                        .map(JsonNode::asText))
                .allMatch(policy -> policy.endsWith("/AWSBackupServiceRolePolicyForBackup"));
    }

    @Test
    void theCacheIsAllowedTheSameAsTheTaskRoleExceptForQueries() throws IOException {
        Set<String> cached = contract();
        cached.remove("dynamodb:Query");
        Statement cache = Statement.of(Synthesis.of(Variants.everything()))
                .filter(statement -> statement.owner().id().startsWith("ServiceCache"))
                .filter(statement -> statement.json().path("Sid").asText().equals("UseTable"))
                .findFirst()
                .orElseThrow();

        assertThat(statement(Variants.everything(), "ServiceTaskRole", "UseCache")
                        .actions())
                .containsExactlyInAnyOrderElementsOf(cached.stream()
                        .map(action -> action.replace("dynamodb:", "dax:"))
                        .toList());
        cached.add("dynamodb:DescribeTable");
        assertThat(cache.actions()).containsExactlyInAnyOrderElementsOf(cached);
    }

    static Statement statement(Settings settings, String owner, String sid) {
        List<Statement> found = Statement.of(Synthesis.of(settings))
                .filter(statement -> statement.owner().id().startsWith(owner))
                .filter(statement -> statement.json().path("Sid").asText().equals(sid))
                .toList();
        assertThat(found).as(owner + " " + sid).hasSize(1);
        return found.getFirst();
    }

    private static Stream<Statement> identities(Settings settings) {
        return Statement.of(Synthesis.of(settings))
                .filter(Statement::allows)
                .filter(statement ->
                        Statement.IDENTITIES.contains(statement.owner().type()));
    }

    /** Image layers, and public keys. */
    private static boolean open(String objects) {
        return objects.endsWith("-starport-layer-bucket/*") || objects.endsWith("/jwks.json");
    }

    private static String arn(Settings settings) {
        return "arn:aws:dynamodb:" + settings.region() + ":${AWS::AccountId}:table/"
                + table(settings).text("/TableName");
    }

    private static Set<String> contract() throws IOException {
        return Resource.stream(Variants.contract("calls").path("actions"))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
