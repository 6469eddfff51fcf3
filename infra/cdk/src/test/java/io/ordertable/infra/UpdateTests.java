package io.ordertable.infra;

import static io.ordertable.infra.Variants.prod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** A change of settings, which is made and undone. */
    record Change(String name, Settings before, Settings after) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Change> changes() {
        Map<String, Object> certificate = Map.of("certificate", Variants.CERTIFICATE);
        return List.of(
                new Change("a certificate", prod(), prod(certificate)),
                new Change(
                        "CloudFront",
                        prod(Map.of("edge", true)),
                        prod(Map.of("edge", true, "web-acl", Variants.WEB_ACL, "cloudfront-source", "pl-4fa04526"))),
                new Change("a cache", prod(), prod(Map.of("dax-nodes", 3))),
                new Change("provisioned capacity", prod(), prod(Map.of("provisioned", true))),
                new Change("a replica", prod(), prod(Map.of("replicas", List.of(Variants.REPLICA)))),
                new Change(
                        "an address for alarms",
                        Variants.dev(),
                        Variants.with("dev", Map.of("alarm-email", "oncall@example.org"))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void itCanBeMade(Change change) {
        assertThat(problems(templates(change.before()), templates(change.after())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void itCanBeUndone(Change change) {
        assertThat(problems(templates(change.after()), templates(change.before())))
                .filteredOn(problem -> !problem.endsWith(" is removed"))
                .isEmpty();
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
        Map<String, JsonNode> before = read("""
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
                """);
        Map<String, JsonNode> after = read("""
                {"data": {
                  "Resources": {
                    "Table": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"TableName": "b"}},
                    "Vault": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": "a", "EncryptionKeyArn": {"Ref": "Table"}}},
                    "Renamed": {"Type": "AWS::KMS::Alias", "Properties": {"AliasName": "alias/a"}}},
                  "Outputs": {
                    "Table": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}, "Export": {"Name": "table"}}}},
                 "app": {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}}
                """);

        assertThat(problems(before, after))
                .containsExactlyInAnyOrder(
                        "data/Table (AWS::DynamoDB::GlobalTable) is replaced because of TableName",
                        "data/Vault (AWS::Backup::BackupVault) is replaced because of EncryptionKeyArn",
                        "data/Vault (AWS::Backup::BackupVault) is replaced because of EncryptionKeyArn, but keeps its name",
                        "data/Queue (AWS::SQS::Queue) is removed",
                        "data/Renamed (AWS::KMS::Alias) has the name of a resource that still exists",
                        "data exports table, which another stack imports, of a resource that is replaced",
                        "data no longer exports queue, which another stack imports");
    }

    private static Map<String, JsonNode> templates(Settings settings) {
        return Synthesis.of(settings).templates();
    }

    private static Map<String, JsonNode> read(String templates) throws IOException {
        return new ObjectMapper().readValue(templates, new TypeReference<>() {});
    }

    private static List<String> problems(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        return Node.run(
                "updates.mjs", Map.of("before", before, "after", after, "kept", KEPT), new TypeReference<>() {});
    }
}
