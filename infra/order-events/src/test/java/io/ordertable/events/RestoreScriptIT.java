package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code restore.sh} with the service's table, and with a stand-in for the AWS CLI that uses DynamoDB Local. */
class RestoreScriptIT {

    private static final Path SCRIPT = Path.of("../restore.sh");
    private static final String TIME = "2026-11-20T09:30:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalService service;

    @TempDir
    private Path folder;

    private AwsStandIn aws;
    private final String restored = "restored-" + UUID.randomUUID();

    /** The end of a run: its exit code and what it printed. */
    private record Run(int code, String output) {}

    @BeforeAll
    static void start() throws Exception {
        service = LocalService.shared();
        String user = LocalService.json(service.send(
                        "POST",
                        "/v1/users",
                        "{\"name\": \"Ada\", \"email\": \"ada@example.org\"}",
                        "Idempotency-Key",
                        "ada"))
                .path("user_id")
                .asText();
        for (int i = 0; i < 3; i++) {
            service.send("POST", "/v1/users/" + user + "/orders", """
                    {"currency": "EUR", "lines": [{"sku": "TEA", "name": "Tea", "quantity": 1, "unit_price": "1"}]}""");
        }
    }

    /** Gives the table, which has a stream and a time to live, the other settings of a deployment. */
    @BeforeEach
    void configureTable() throws Exception {
        command("aws", AwsStandIn.COMMAND);
        command("npx", "#!/bin/sh\necho \"$@\" >> \"$DEPLOYMENTS\"\n");
        aws = new AwsStandIn(service);
        aws.of(LocalService.TABLE).setAll((ObjectNode) JSON.readTree("""
                        {
                          "table": {
                            "DeletionProtectionEnabled": true,
                            "OnDemandThroughput": {"MaxReadRequestUnits": 4000, "MaxWriteRequestUnits": 1000},
                            "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 8000}
                          },
                          "indexes": {"GSI2": {"OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": 2000}}},
                          "recovery": {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 35},
                          "insights": {
                            "table": {"ContributorInsightsStatus": "ENABLED", "ContributorInsightsMode": "THROTTLED_KEYS"},
                            "GSI2": {"ContributorInsightsStatus": "ENABLED", "ContributorInsightsMode": "THROTTLED_KEYS"}
                          },
                          "tags": [
                            {"Key": "environment", "Value": "prod"},
                            {"Key": "aws:cloudformation:stack-name", "Value": "data"}
                          ],
                          "targets": [
                            {"ResourceId": "table/ordertable/index/GSI2", "ScalableDimension": "dynamodb:index:ReadCapacityUnits",
                              "MinCapacity": 5, "MaxCapacity": 500}
                          ],
                          "policies": [
                            {"ResourceId": "table/ordertable/index/GSI2", "ScalableDimension": "dynamodb:index:ReadCapacityUnits",
                              "PolicyName": "reads", "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 70}}
                          ]
                        }"""));
        aws.of(LocalService.TABLE).put("policy", policy(LocalService.TABLE));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aRestoredTableHasTheItemsAndAllSettings() throws Exception {
        Run run = restore("--from", LocalService.TABLE, "--at", TIME);

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(items(restored)).isEqualTo(items(LocalService.TABLE)).hasSizeGreaterThan(4);
        assertThat(JSON.readTree(script("settings", restored).output()))
                .isEqualTo(JSON.readTree("""
                {
                  "time_to_live": "expires_at",
                  "recovery_days": 35,
                  "stream": "NEW_AND_OLD_IMAGES",
                  "deletion_protection": true,
                  "table_class": "STANDARD",
                  "on_demand_maximum": {"table": [4000, 1000], "GSI1": [-1, -1], "GSI2": [-1, 2000]},
                  "warm": {"table": [12000, 8000], "GSI1": [0, 0], "GSI2": [0, 0]},
                  "contributor_insights": {"table": "THROTTLED_KEYS", "GSI1": null, "GSI2": "THROTTLED_KEYS"},
                  "scaling": [{"resource": "/index/GSI2", "dimension": "dynamodb:index:ReadCapacityUnits", "minimum": 5, "maximum": 500,
                    "policies": [{"name": "reads", "target": {"TargetValue": 70}}]}],
                  "tags": [{"Key": "environment", "Value": "prod"}],
                  "policy": %s,
                  "key": null
                }""".formatted(policy("TABLE"))));
        assertThat(aws.of(restored).path("policy").asText()).isEqualTo(policy(restored));
        assertThat(run.output()).contains("done    " + restored, "stream: arn:aws:dynamodb:");
    }

    @Test
    void aRestoreThatFailedContinuesWhereItWas() throws Exception {
        aws.failNext("update-time-to-live");
        aws.failNext("tag-resource");

        assertThat(restore("--from", LocalService.TABLE, "--at", TIME).code()).isNotZero();
        assertThat(restore("--from", LocalService.TABLE, "--at", TIME).code()).isNotZero();
        Run last = restore("--from", LocalService.TABLE, "--at", TIME);
        assertThat(last.code()).as(last.output()).isZero();
        assertThat(last.output()).contains("found   " + restored + ", restored from ordertable as of " + TIME);
        List<String> changes = aws.changes();
        assertThat(changes)
                .containsOnlyOnce("restore-table-to-point-in-time", "update-continuous-backups", "put-resource-policy");

        assertThat(restore("--from", LocalService.TABLE, "--at", TIME).code()).isZero();
        assertThat(aws.changes())
                .as("a table that has all settings is not changed")
                .isEqualTo(changes);
    }

    @Test
    void aTableThatIsGoneIsRestoredFromABackupWithSettingsThatWereKept() throws Exception {
        Path kept = folder.resolve("settings.json");
        Files.writeString(kept, script("settings", LocalService.TABLE).output());
        String backup = "arn:aws:dynamodb:eu-west-1:000000000000:table/ordertable/backup/01489602797149-73d8d5bc";

        Run run = restore("--settings", kept.toString(), "--backup", backup);

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains("done    " + restored);
        assertThat(items(restored)).isEqualTo(items(LocalService.TABLE));
    }

    @Test
    void aRecoveryPointOfAwsBackupIsRestored() throws Exception {
        String point = "arn:aws:backup:eu-west-1:000000000000:recovery-point:1EB3B5E7-9EB0-435A-A80B-108B488B0D45";

        Run run = restore(
                "--from", LocalService.TABLE, "--backup", point, "--vault", "v", "--role", "arn:aws:iam::0:role/r");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains("done    " + restored);
        assertThat(items(restored)).isEqualTo(items(LocalService.TABLE));
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        Run run = script("--dry-run", "restore", "--to", restored, "--from", LocalService.TABLE, "--at", "latest");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("UseLatestRestorableTime", "would   the stream", "would   time to live", "would   tags");
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void aTableThatWasNotRestoredIsNotTouched() throws Exception {
        Map<String, ?> table = Map.of(
                "TableName",
                restored,
                "BillingMode",
                "PAY_PER_REQUEST",
                "AttributeDefinitions",
                List.of(Map.of("AttributeName", "PK", "AttributeType", "S")),
                "KeySchema",
                List.of(Map.of("AttributeName", "PK", "KeyType", "HASH")));
        service.dynamoDb("CreateTable", table);

        Run run = restore("--from", LocalService.TABLE, "--at", TIME);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains(restored + " exists, but was not restored");
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void aFenceDeniesWritesBesideTheTablesPolicyAndIsNotRestored() throws Exception {
        assertThat(script("fence", LocalService.TABLE).code()).isZero();
        assertThat(script("fence", LocalService.TABLE).code()).isZero();

        JsonNode statements = JSON.readTree(
                        aws.of(LocalService.TABLE).path("policy").asText())
                .path("Statement");
        assertThat(statements).hasSize(2);
        assertThat(statements.get(1).path("Effect").asText()).isEqualTo("Deny");
        assertThat(statements.get(1).path("Action"))
                .extracting(JsonNode::asText)
                .contains("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");

        assertThat(script("unfence", LocalService.TABLE).code()).isZero();
        assertThat(aws.of(LocalService.TABLE).path("policy").asText()).isEqualTo(policy(LocalService.TABLE));
    }

    @Test
    void theServiceIsDeployedToUseTheTableAndThenTheDataStackAdoptsIt() throws Exception {
        Path environments = folder.resolve("environments.json");
        Files.writeString(environments, "{\"defaults\": {\"table-name\": \"\"}, \"prod\": {\"retained\": true}}");
        String stream = stream(LocalService.TABLE);

        assertThat(script("swap", "prod", LocalService.TABLE, "-c", "image=1.4.0")
                        .code())
                .isZero();
        assertThat(JSON.readTree(environments.toFile())).hasToString("""
                        {"defaults":{"table-name":""},"prod":{"retained":true,"table-name":"ordertable","table-stream":"%s"}}""".formatted(stream));
        assertThat(script("adopt", "prod", "-c", "image=1.4.0").code()).isZero();

        assertThat(JSON.readTree(environments.toFile()).at("/prod/table-stream").asText())
                .isEmpty();
        String options = " --exclusively -c environment=prod";
        assertThat(Files.readAllLines(folder.resolve("deployments")))
                .extracting(line -> line.substring(line.indexOf(" deploy ") + 8))
                .containsExactly(
                        "Ordertable-prod-app" + options + " -c image=1.4.0",
                        "Ordertable-prod-data" + options + " -c image=1.4.0",
                        "Ordertable-prod-data" + options + " --import-existing-resources -c image=1.4.0",
                        "Ordertable-prod-app" + options + " -c image=1.4.0");
    }

    @Test
    void aDeploymentThatFailsEndsTheSwap() throws Exception {
        Path environments = folder.resolve("environments.json");
        Files.writeString(environments, "{\"prod\": {}}");
        command("npx", "#!/bin/sh\necho \"$@\" >> \"$DEPLOYMENTS\"\nexit 1\n");

        assertThat(script("swap", "prod", LocalService.TABLE).code()).isNotZero();
        assertThat(script("swap", "test", LocalService.TABLE).output()).contains("There is no environment test");

        assertThat(Files.readAllLines(folder.resolve("deployments"))).hasSize(1);
    }

    @Test
    void aWrongCommandShowsTheUsage() throws Exception {
        for (String[] arguments :
                List.of(new String[] {}, new String[] {"restore", "--to", "x"}, new String[] {"drop", "x"})) {
            Run run = script(arguments);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.output()).contains("infra/restore.sh settings TABLE");
        }
    }

    private Run restore(String... options) throws Exception {
        return script(Stream.concat(Stream.of("restore", "--to", restored), Stream.of(options))
                .toArray(String[]::new));
    }

    private Run script(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Run run(List<String> command) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder + ":" + environment.get("PATH"));
        environment.put("AWS_STAND_IN", aws.address());
        environment.put("DEPLOYMENTS", folder.resolve("deployments").toString());
        environment.put("RESTORE_PAUSE", "0");
        environment.put(
                "RESTORE_ENVIRONMENTS", folder.resolve("environments.json").toString());
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private void command(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Returns a policy with the table's name, and one that begins with it. */
    private static String policy(String table) {
        return """
                {"Version":"2012-10-17","Statement":[{"Sid":"Endpoint","Effect":"Deny","Principal":"*","Action":"dynamodb:*",\
                "Resource":["arn:aws:dynamodb:eu-west-1:0:table/%1$s","arn:aws:dynamodb:eu-west-1:0:table/%1$s/index/*",\
                "arn:aws:dynamodb:eu-west-1:0:table/ordertable-other"]}]}""".formatted(table);
    }

    private static String stream(String table) {
        return service.dynamoDb("DescribeTable", Map.of("TableName", table))
                .at("/Table/LatestStreamArn")
                .asText();
    }

    /** Returns all but the states of erasures, which the service goes on with while a test runs. */
    private static Set<JsonNode> items(String table) {
        JsonNode items = service.dynamoDb("Scan", Map.of("TableName", table)).path("Items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> !item.at("/SK/S").asText().equals("ERASURE"))
                .collect(Collectors.toSet());
    }
}
