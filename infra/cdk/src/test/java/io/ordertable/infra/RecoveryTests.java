package io.ordertable.infra;

import static io.ordertable.infra.Variants.prod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Backups, and the environments of {@code docs/recovery.md}: on a restored table, and beside a replica. */
class RecoveryTests {

    private static final String RESTORED = "ordertable-prod-20261120";
    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    static final String VAULT = "arn:aws:backup:eu-central-1:210987654321:backup-vault:ordertable";

    /** Between {@code swap} and {@code adopt}. */
    private static Settings swapped() {
        return prod(Map.of(
                "table-name",
                RESTORED,
                "table-stream",
                stream(RESTORED),
                "backup-copies",
                VAULT,
                "backup-lock-days",
                30));
    }

    private static Settings adopted() {
        return prod(Map.of("table-name", RESTORED, "backup-copies", VAULT, "backup-lock-days", 30));
    }

    @Test
    void theAppThatUsesARestoredTableCanBeDeployedBeforeTheDataStackLetsGoOfTheOldOne() {
        assertThat(exports(prod())).containsAll(imports(swapped()));
        assertThat(exports(swapped())).containsAll(imports(swapped()));
    }

    @Test
    void theDataStackCanAdoptTheTableBeforeTheAppRefersToItsStream() {
        assertThat(exports(adopted())).containsAll(imports(swapped()));
        assertThat(exports(adopted())).containsAll(imports(adopted()));
    }

    /** CloudFormation imports a table if it is new in the template, has a fixed name, and would be retained. */
    @Test
    void onlyTheTableIsNewWhenItIsAdopted() {
        Map<String, JsonNode> before = resources(swapped());
        Map<String, JsonNode> after = resources(adopted());
        Resource table = TableTests.table(adopted());

        assertThat(TableTests.table(prod()).id()).isEqualTo(table.id());
        assertThat(before).doesNotContainKey(table.id());
        assertThat(table.text("/TableName")).isEqualTo(RESTORED);
        assertThat(table.definition().path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
        Map<String, JsonNode> others = new HashMap<>(after);
        others.remove(table.id());
        assertThat(others).isEqualTo(before);
    }

    @Test
    void theRestoredTableIsBackedUp() {
        assertThat(Synthesis.of(swapped()).the("AWS::Backup::BackupSelection").texts("/BackupSelection/Resources"))
                .singleElement()
                .asString()
                .endsWith(":table/" + RESTORED);
    }

    @Test
    void theServiceUsesTheRestoredTableAndItsStream() {
        Synthesis synthesis = Synthesis.of(swapped());

        assertThat(synthesis.the("AWS::Lambda::EventSourceMapping").text("/EventSourceArn"))
                .isEqualTo(stream(RESTORED));
        assertThat(synthesis.task().properties().toString()).contains("\"" + RESTORED + "\"");
    }

    @Test
    void anAppBesideAReplicaUsesTheKeyOfTheReplica() {
        String replica = "ordertable-prod";
        Settings standby = prod(Map.of(
                "region", "eu-central-1", "table-name", replica, "table-stream", stream(replica), "table-key", KEY));
        Synthesis synthesis = Synthesis.of(standby);

        assertThat(synthesis.all("AWS::DynamoDB::GlobalTable")).isEmpty();
        assertThat(synthesis.all("AWS::KMS::Key")).as("keys of the data stack").noneMatch(key -> key.stack()
                .endsWith("-data"));
        assertThat(synthesis.all("AWS::IAM::Policy"))
                .anySatisfy(policy -> assertThat(policy.properties().toString())
                        .contains("\"" + KEY + "\"", "dynamodb:UpdateItem", ":table/" + replica));
    }

    @Test
    void settingsThatWouldLoseATableAreRefused() {
        assertThatThrownBy(() -> prod(Map.of("table-stream", stream(RESTORED))))
                .hasMessageContaining("is not a stream of ordertable-prod");
        assertThatThrownBy(() -> Variants.with("dev", Map.of("table-name", RESTORED, "table-stream", stream(RESTORED))))
                .hasMessageContaining("would delete it");
        assertThatThrownBy(() -> prod(Map.of("table-key", KEY))).hasMessageContaining("the stack's own key");
        assertThatThrownBy(() -> prod(Map.of("backup-copies", "elsewhere")))
                .hasMessageContaining("ARNs of backup vaults");
        assertThatThrownBy(() -> prod(Map.of("backup-lock-days", 1))).hasMessageContaining("3 days or more");
    }

    @Test
    void copiesAreMadeDailyInOtherVaults() {
        Synthesis synthesis = Synthesis.of(adopted());

        assertThat(synthesis.the("AWS::Backup::BackupPlan").list("/BackupPlan/BackupPlanRule"))
                .filteredOn(rule -> !rule.path("CopyActions").isEmpty())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("cron(0 3 * * ? *)");
                    assertThat(rule.at("/CopyActions/0/DestinationBackupVaultArn")
                                    .asText())
                            .isEqualTo(VAULT);
                    assertThat(rule.at("/CopyActions/0/Lifecycle/DeleteAfterDays")
                                    .asInt())
                            .isEqualTo(35);
                });
    }

    /** A backup with a lifetime that the lock does not allow fails. */
    @Test
    void theVaultsLockAllowsTheLifetimesOfThePlan() {
        Synthesis synthesis = Synthesis.of(adopted());
        JsonNode lock = synthesis.the("AWS::Backup::BackupVault").properties().path("LockConfiguration");

        assertThat(synthesis.the("AWS::Backup::BackupPlan").list("/BackupPlan/BackupPlanRule"))
                .extracting(rule -> rule.at("/Lifecycle/DeleteAfterDays").asInt())
                .allMatch(days -> days >= lock.path("MinRetentionDays").asInt()
                        && days <= lock.path("MaxRetentionDays").asInt());
        assertThat(lock.path("ChangeableForDays").asInt()).isEqualTo(30);
        assertThat(Synthesis.of(prod())
                        .the("AWS::Backup::BackupVault")
                        .at("/LockConfiguration")
                        .has("ChangeableForDays"))
                .isFalse();
    }

    @Test
    void theLatestBackupIsRestoredEachMonth() {
        Synthesis prod = Synthesis.of(prod());

        assertThat(prod.the("AWS::Backup::RestoreTestingPlan").text("/RestoreTestingPlanName"))
                .matches("[A-Za-z0-9_]{1,50}");
        Resource selection = prod.the("AWS::Backup::RestoreTestingSelection");
        assertThat(selection.text("/ProtectedResourceType")).isEqualTo("DynamoDB");
        assertThat(selection.texts("/ProtectedResourceArns"))
                .singleElement()
                .asString()
                .endsWith(":table/ordertable-prod");
    }

    private static String stream(String table) {
        return "arn:aws:dynamodb:eu-west-1:123456789012:table/" + table + "/stream/2026-11-20T10:00:00.000";
    }

    private static Map<String, JsonNode> resources(Settings settings) {
        return Synthesis.of(settings).resources().stream()
                .filter(resource -> resource.stack().endsWith("-data"))
                .collect(Collectors.toMap(Resource::id, Resource::definition));
    }

    /** Returns the names of what the app takes from the data stack. */
    private static Set<String> imports(Settings settings) {
        return Set.copyOf(template(settings, "-app").findValuesAsText("Fn::ImportValue"));
    }

    private static Set<String> exports(Settings settings) {
        List<JsonNode> exports = template(settings, "-data").path("Outputs").findValues("Export");
        return exports.stream().map(export -> export.path("Name").asText()).collect(Collectors.toSet());
    }

    private static JsonNode template(Settings settings, String stack) {
        return Synthesis.of(settings).templates().entrySet().stream()
                .filter(template -> template.getKey().endsWith(stack))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
