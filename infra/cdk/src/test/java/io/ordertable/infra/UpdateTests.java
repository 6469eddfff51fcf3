package io.ordertable.infra;

import static io.ordertable.infra.Variants.prod;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting can be changed while the service runs: stacks are updated in their order, and nothing that holds data is replaced. */
class UpdateTests {

    /** What holds data, and what has an address that others know. */
    private static final Set<String> KEPT = Set.of(
            "AWS::Backup::BackupVault",
            "AWS::DynamoDB::GlobalTable",
            "AWS::EC2::VPC",
            "AWS::ECR::Repository",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::KMS::Key",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue");

    /** What is decided once: another region, network or VPC is another deployment, as {@code infra/README.md} says. */
    private static final Set<String> DECIDED_ONCE = Set.of(
            "region",
            "repository",
            "vpc-cidr",
            "vpc-id",
            "subnet-ids",
            "route-table-ids",
            "endpoints",
            "s3-endpoint-id");

    /** What {@code restore.sh} changes, with another order of the stacks, as {@link RecoveryTests} shows. */
    private static final Set<String> BY_RESTORE = Set.of("table-name", "table-stream", "table-key");

    /** A change of settings, which is made and undone. */
    record Change(String name, Settings before, Settings after, Set<String> settings) {

        static Change of(String name, Map<String, ?> before, Map<String, ?> changed) {
            Map<String, Object> after = new HashMap<>(before);
            after.putAll(changed);
            return new Change(name, prod(before), prod(after), changed.keySet());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Change> changes() {
        Map<String, Object> cloudfront =
                Map.of("edge", true, "web-acl", Variants.WEB_ACL, "cloudfront-source", "pl-4fa04526");
        return List.of(
                Change.of(
                        "a certificate",
                        Map.of(),
                        Map.of("certificate", Variants.CERTIFICATE, "validate-tokens", true)),
                Change.of("the firewall of CloudFront", Map.of(), Map.of("edge", true)),
                Change.of("CloudFront", Map.of("edge", true), cloudfront),
                Change.of(
                        "a domain of CloudFront, and a canary",
                        cloudfront,
                        Map.ofEntries(
                                entry("domain", "orders.example.org"),
                                entry("edge-certificate", Variants.CERTIFICATE.replace("eu-west-1", "us-east-1")),
                                entry("canary", "orders.example.org"),
                                entry("requests-per-address", 1000),
                                entry("requests-per-token", 1000),
                                entry("trusted-frontends", "203.0.113.0/24"))),
                Change.of("a cache", Map.of(), Map.of("dax-nodes", 3)),
                Change.of("larger nodes of the cache", Map.of("dax-nodes", 3), Map.of("dax-node-type", "dax.r5.large")),
                Change.of("provisioned capacity", Map.of(), Map.of("provisioned", true)),
                Change.of("a replica", Map.of(), Map.of("replicas", Variants.REPLICA)),
                Change.of(
                        "ten times the orders, with the shards that they need",
                        Map.of(),
                        Map.ofEntries(
                                entry("status-shards-read", 64),
                                entry("status-shards-write", 64),
                                entry("average-orders-per-second", 250),
                                entry("peak-orders-per-second", 1000),
                                entry("warm-throughput", false),
                                entry("infrequent-access", true))),
                Change.of(
                        "another issuer, and another image for other processors",
                        Map.of(),
                        Map.ofEntries(
                                entry("issuer", "https://another.example.org"),
                                entry("jwks-url", "https://another.example.org/jwks"),
                                entry("audience", ""),
                                entry("client-ids", "one,two"),
                                entry("principal-claim", "id"),
                                entry("authorities-claim", "groups"),
                                entry("authority-prefix", ""),
                                entry("staff-authority", "staff"),
                                entry("browser-client-id", "browser"),
                                entry("cors-origins", "https://shop.example.org"),
                                entry("image", "2.0.0"),
                                entry("x86", true))),
                Change.of("a copy of the issuer's keys", Map.of("copy-keys", false), Map.of("copy-keys", true)),
                Change.of(
                        "other clients and operators, and copies of backups",
                        Map.of(),
                        Map.ofEntries(
                                entry("client-cidrs", "10.0.0.0/8"),
                                entry("client-security-groups", "sg-0123456789abcdef0"),
                                entry("administrators", Variants.ADMINISTRATORS),
                                entry("reporters", Variants.REPORTER),
                                entry("prod:alarm-email", "another@example.org"),
                                entry("page-to", "https://pager.example.org/hook"),
                                entry("table-figures", true),
                                entry("log-days", 365),
                                entry("backup-copies", RecoveryTests.VAULT),
                                entry("backup-lock-days", 30))),
                Change.of(
                        "protection from deletion",
                        Map.of("prod:deletion-protection", false),
                        Map.of("prod:deletion-protection", true)),
                new Change("everything", prod(), Variants.everything(), Set.of()),
                new Change(
                        "an address for alarms",
                        Variants.dev(),
                        Variants.with("dev", Map.of("alarm-email", "oncall@example.org", "retained", true)),
                        Set.of("alarm-email", "retained")));
    }

    /** The problems of a change. */
    record Outcome(Change change, List<String> problems) {

        @Override
        public String toString() {
            return change.name();
        }
    }

    static List<Outcome> made() {
        return outcomes(Change::before, Change::after);
    }

    static List<Outcome> undone() {
        return outcomes(Change::after, Change::before);
    }

    @Test
    void eachSettingIsChangedHereOrDecidedOnce() throws IOException {
        Set<String> settings = new TreeSet<>();
        new ObjectMapper()
                .readTree(Path.of("environments.json").toFile())
                .path("defaults")
                .fieldNames()
                .forEachRemaining(settings::add);

        changes().stream()
                .flatMap(change -> change.settings().stream())
                .map(setting -> setting.replace("prod:", ""))
                .forEach(settings::remove);
        settings.removeAll(DECIDED_ONCE);
        settings.removeAll(BY_RESTORE);

        assertThat(settings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("made")
    void itCanBeMade(Outcome outcome) {
        assertThat(outcome.problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("undone")
    void itCanBeUndone(Outcome outcome) {
        assertThat(outcome.problems())
                .filteredOn(problem -> !problem.endsWith(" is removed"))
                .isEmpty();
    }

    @Test
    void aReleaseChangesNothingButTheTasks() {
        Synthesis before = Synthesis.of(prod());
        Synthesis after = Synthesis.of(prod(Map.of("image", "2.0.0")));

        assertThat(after.resources())
                .filteredOn(resource -> !before.resources().contains(resource))
                .extracting(Resource::type)
                .containsOnly("AWS::ECS::TaskDefinition");
    }

    /** A renamed construct gets another logical id, and CloudFormation takes it for another resource. */
    @Test
    void whatHoldsDataHasTheSameIdsInAllReleases() {
        assertThat(Synthesis.of(prod()).resources().stream()
                        .filter(resource -> resource.stack().endsWith("-data") && KEPT.contains(resource.type())
                                || resource.type().equals("AWS::Logs::LogGroup"))
                        .map(Resource::id))
                .containsExactlyInAnyOrder(
                        "BackupsVault1F11AFCC",
                        "OrdersTable1F8332C7",
                        "TableKey256F1BD5",
                        "Vpc8378EB38",
                        "EventsLogsF2CB289A",
                        "FlowLogs16C1943A",
                        "ServiceKeysLogsD2378A32",
                        "ServiceTaskLogs28A293E0");
    }

    /** DynamoDB refuses to create a replica and its policy in the same update. */
    @Test
    void aNewReplicaHasNoPolicyYet() {
        Settings settings = prod(Map.of("replicas", List.of(Variants.REPLICA)));

        assertThat(TableTests.replicas(TableTests.table(settings))
                        .get(Variants.REPLICA)
                        .has("ResourcePolicy"))
                .isFalse();
    }

    /** Without them, DynamoDB refuses the change from on demand. */
    @Test
    void provisionedCapacityStartsFromASeed() {
        Resource table = TableTests.table(prod(Map.of("provisioned", true)));

        assertThat(table.properties().findValues("MinCapacity")).isNotEmpty();
        assertThat(table.properties().findParents("MinCapacity"))
                .allSatisfy(scaling -> assertThat(scaling.path("SeedCapacity").asInt())
                        .isBetween(
                                scaling.path("MinCapacity").asInt(),
                                scaling.path("MaxCapacity").asInt()));
    }

    @Test
    void whatCannotBeUpdatedIsReported() throws IOException {
        String before = """
                {"data": {
                  "Resources": {
                    "Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"TableName": "a"}},
                    "Vault": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": "a", "EncryptionKeyArn": {"Ref": "Table"}}},
                    "Queue": {"Type": "AWS::SQS::Queue"},
                    "Alias": {"Type": "AWS::KMS::Alias", "Properties": {"AliasName": "alias/a"}}},
                  "Outputs": {
                    "Table": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}, "Export": {"Name": "table"}},
                    "Queue": {"Value": {"Ref": "Queue"}, "Export": {"Name": "queue"}}}},
                 "app": {
                  "Resources": {
                    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {
                      "DisplayName": {"Fn::ImportValue": "table"}, "Tags": [{"Key": "a", "Value": {"Fn::ImportValue": "queue"}}]}}}}}
                """;
        String after = """
                {"data": {
                  "Resources": {
                    "Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"TableName": "b"}},
                    "Vault": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": "a", "EncryptionKeyArn": {"Ref": "Table"}}},
                    "Renamed": {"Type": "AWS::KMS::Alias", "Properties": {"AliasName": "alias/a"}}},
                  "Outputs": {
                    "Table": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}, "Export": {"Name": "table"}}}},
                 "app": {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}}
                """;
        ObjectMapper json = new ObjectMapper();
        TypeReference<Map<String, JsonNode>> templates = new TypeReference<>() {};

        assertThat(problems(List.of(new Update(json.readValue(before, templates), json.readValue(after, templates))))
                        .getFirst())
                .containsExactlyInAnyOrder(
                        "data/Table (AWS::DynamoDB::GlobalTable) is replaced because of TableName",
                        "data/Vault (AWS::Backup::BackupVault) is replaced because of EncryptionKeyArn",
                        "data/Vault (AWS::Backup::BackupVault) is replaced because of EncryptionKeyArn, but keeps its name",
                        "data/Queue (AWS::SQS::Queue) is removed",
                        "data/Renamed (AWS::KMS::Alias) has the name of a resource that still exists",
                        "data exports table, which another stack imports, of a resource that is replaced",
                        "data no longer exports queue, which another stack imports");
    }

    private static List<Outcome> outcomes(Function<Change, Settings> before, Function<Change, Settings> after) {
        List<Change> changes = changes();
        List<List<String>> problems = problems(changes.stream()
                .map(change -> new Update(templates(before.apply(change)), templates(after.apply(change))))
                .toList());
        return IntStream.range(0, changes.size())
                .mapToObj(index -> new Outcome(changes.get(index), problems.get(index)))
                .toList();
    }

    private static Map<String, JsonNode> templates(Settings settings) {
        return Synthesis.of(settings).templates();
    }

    private static List<List<String>> problems(List<Update> updates) {
        return Node.run("updates.mjs", Map.of("updates", updates, "kept", KEPT), new TypeReference<>() {});
    }

    /** Templates by the names of their stacks. */
    private record Update(Map<String, JsonNode> before, Map<String, JsonNode> after) {}
}
