package io.ordertable.infra;

import static io.ordertable.infra.Policies.ACCOUNT;
import static io.ordertable.infra.Policies.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.infra.Policies.Request;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call that the code makes is allowed by all policies in its way, and others are not. */
class PermissionTests {

    private static final String ALLOWED = "Allowed";
    private static final String DENIED = "ExplicitlyDenied";
    private static final String TASKS = "ServiceTaskRole";
    private static final String EXECUTION = "ServiceTaskExecutionRole";
    private static final String ADMINISTRATOR = "arn:aws:iam::" + ACCOUNT + ":role/administrator";

    /** Actions for which AWS has no resources. */
    private static final Set<String> WITHOUT_RESOURCES = Set.of(
            "cloudwatch:GetMetricData",
            "cloudwatch:PutMetricData",
            "dynamodb:ListStreams",
            "ecr:GetAuthorizationToken");

    private static final List<String> DATA = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PartiQLDelete",
            "dynamodb:PartiQLInsert",
            "dynamodb:PartiQLSelect",
            "dynamodb:PartiQLUpdate",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem");

    /** The policies of production are between those of these two. */
    static List<Settings> leastAndMost() {
        return List.of(Variants.dev(), Variants.everything());
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void tasksMayCallWhatTheCodeCalls(Settings settings) {
        Environment on = new Environment(settings);
        Request table = on.throughEndpoint(TASKS);

        assertThat(results(Stream.of(
                                table.callsEach(contract("actions")),
                                table.callsEach(contract("descriptions")),
                                Stream.of(table.calls("dynamodb:Query").on(table.resource() + "/index/GSI1")),
                                on.policies
                                        .withKey(on.by(TASKS), on.key(), "dynamodb")
                                        .callsEach(List.of("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")),
                                Stream.of(on.policies
                                        .through("monitoring", on.by(TASKS))
                                        .calls("cloudwatch:PutMetricData")
                                        .on("*")
                                        .with("cloudwatch:namespace", "Ordertable/" + settings.environment())))
                        .flatMap(calls -> calls)))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void theBackfillMayChangeItemsOfUsersAndKeepCheckpointsOnly(Settings settings) {
        Environment on = new Environment(settings);
        Request table = on.throughEndpoint("ServiceBackfillRole");
        Request user = table.with("dynamodb:LeadingKeys", "USER#1");
        Request checkpoint = table.with("dynamodb:LeadingKeys", "BACKFILL#1");
        Request index = user.on(table.resource() + "/index/GSI2").with("dynamodb:LeadingKeys", "STATUS#paid#0");

        assertThat(results(Stream.of(
                        index.calls("dynamodb:Query"),
                        user.calls("dynamodb:BatchGetItem"),
                        user.calls("dynamodb:UpdateItem"),
                        checkpoint.calls("dynamodb:GetItem"),
                        checkpoint.calls("dynamodb:PutItem"),
                        on.policies
                                .withKey(on.by("ServiceBackfillRole"), on.key(), "dynamodb")
                                .calls("kms:Decrypt"))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
        assertThat(allowed(user.calls("dynamodb:*"))).containsExactly("dynamodb:BatchGetItem", "dynamodb:UpdateItem");
        assertThat(results(Stream.of(
                        user.on(table.resource() + "/index/GSI1").calls("dynamodb:Query"),
                        checkpoint.calls("dynamodb:UpdateItem"),
                        table.with("dynamodb:LeadingKeys", "EMAIL#1").calls("dynamodb:UpdateItem"))))
                .allSatisfy((call, result) -> assertThat(result).isNotEqualTo(ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void ecsMayPullTheImageAndWriteLogs(Settings settings) {
        Environment on = new Environment(settings);
        Request api = on.policies.through("ecr.api", on.by(EXECUTION));
        Request docker = on.policies.through("ecr.dkr", on.by(EXECUTION));
        String repository = on.policies.arn("ecr", "repository/" + settings.repository());

        assertThat(results(Stream.concat(
                        Stream.of(api, docker)
                                .flatMap(pull -> Stream.concat(
                                        Stream.of(pull.on("*").calls("ecr:GetAuthorizationToken")),
                                        pull.on(repository)
                                                .callsEach(List.of(
                                                        "ecr:BatchCheckLayerAvailability",
                                                        "ecr:BatchGetImage",
                                                        "ecr:GetDownloadUrlForLayer")))),
                        on.policies
                                .through("logs", on.by(EXECUTION))
                                .on(on.policies.arn(
                                        "logs",
                                        "log-group:/ordertable/" + settings.environment()
                                                + "/service:log-stream:service/service/1"))
                                .callsEach(List.of("logs:CreateLogStream", "logs:PutLogEvents")))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
    }

    @Test
    void imageLayersCanBeReadFromTheBucketOfEcr() {
        Environment on = new Environment(Variants.prod());
        Request ecr = on.policies
                .through("s3", on.policies.byAdministrator("arn:aws:iam::999999999999:role/ecr"))
                .calls("s3:GetObject")
                .ofAccount("999999999999");

        assertThat(results(Stream.of(ecr.on("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/1"))))
                .containsValue(ALLOWED);
        assertThat(results(Stream.of(ecr.on("arn:aws:s3:::another/1")))).doesNotContainValue(ALLOWED);
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void theEventsFunctionMayReadTheStreamAndPublish(Settings settings) {
        Environment on = new Environment(settings);
        Request function = on.by("EventsRole");
        Resource topic = on.resource("AWS::SNS::Topic", "Events");

        assertThat(results(Stream.of(
                                function.on(on.policies.arn(TableTests.table(settings)) + "/stream/1")
                                        .callsEach(List.of(
                                                "dynamodb:DescribeStream",
                                                "dynamodb:GetRecords",
                                                "dynamodb:GetShardIterator")),
                                Stream.of(function.on("*").calls("dynamodb:ListStreams")),
                                on.policies
                                        .withKey(function, on.key(), "dynamodb")
                                        .callsEach(List.of("kms:Decrypt")),
                                function.on(on.policies.arn(topic)).callsEach(List.of("sns:Publish")),
                                on.policies
                                        .withKey(function, on.resource("AWS::KMS::Key", "Events"), "sns")
                                        .callsEach(List.of("kms:Decrypt", "kms:GenerateDataKey")),
                                function.on(on.policies.arn(on.resource("AWS::SQS::Queue", "Events")))
                                        .callsEach(List.of("sqs:SendMessage")),
                                function.on(on.policies.arn(
                                                "logs",
                                                "log-group:/ordertable/" + settings.environment()
                                                        + "/events:log-stream:1"))
                                        .callsEach(List.of("logs:CreateLogStream", "logs:PutLogEvents")))
                        .flatMap(calls -> calls)))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
        assertThat(allowed(on.policies.onTable(function).calls("dynamodb:*")))
                .containsExactlyInAnyOrder(
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams");
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void theIssuersKeysAreWrittenByAFunctionAndReadByTheVpcOnly(Settings settings) {
        Environment on = new Environment(settings);
        Resource bucket = on.resource("AWS::S3::Bucket", "ServiceKeys");
        Request function = on.by("ServiceKeysRole");
        Request read = on.policies
                .onObject(on.policies.byAnybody(), bucket, "jwks.json")
                .calls("s3:GetObject");

        assertThat(results(Stream.concat(
                        Stream.of(
                                on.policies
                                        .onObject(function, bucket, "jwks.json")
                                        .calls("s3:PutObject"),
                                on.policies.through("s3", read)),
                        function.on(on.policies.arn(
                                        "logs",
                                        "log-group:/ordertable/" + settings.environment()
                                                + "/issuer-keys:log-stream:1"))
                                .callsEach(List.of("logs:CreateLogStream", "logs:PutLogEvents")))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
        assertThat(results(Stream.of(
                        read,
                        read.with("aws:SourceVpce", "vpce-another"),
                        on.policies.through("s3", read).calls("s3:PutObject"),
                        on.policies.through("s3", on.policies.onObject(read, bucket, "another")),
                        on.policies.onObject(on.by(TASKS), bucket, "jwks.json").calls("s3:PutObject"))))
                .allSatisfy((call, result) -> assertThat(result).isNotEqualTo(ALLOWED));
    }

    @Test
    void theCacheMayDoTheSameAsTheTasksExceptForQueries() {
        Environment on = new Environment(Variants.everything());
        List<String> cached = contract("actions").stream()
                .filter(action -> !action.equals("dynamodb:Query"))
                .toList();

        assertThat(allowed(on.policies.onTable(on.by("ServiceCache")).calls("dynamodb:*")))
                .containsAll(cached)
                .hasSize(cached.size() + 1)
                .contains("dynamodb:DescribeTable");
        assertThat(allowed(on.by(TASKS)
                        .on(on.policies.arn(on.resource("AWS::DAX::Cluster", "")))
                        .calls("dax:*")))
                .containsExactlyInAnyOrderElementsOf(cached.stream()
                        .map(action -> action.replace("dynamodb:", "dax:"))
                        .toList());
    }

    @Test
    void reportsMayReadFromOutsideTheVpcButNotWrite() {
        Environment on = new Environment(Variants.everything());

        assertThat(allowed(on.policies.onTable(on.by("Reporting")).calls("dynamodb:*")))
                .containsExactlyInAnyOrder(
                        "dynamodb:BatchGetItem",
                        "dynamodb:DescribeTable",
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:Scan");
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void nothingElseOfDynamoDbIsAllowedToTasks(Settings settings) {
        Environment on = new Environment(settings);

        assertThat(allowed(on.throughEndpoint(TASKS).calls("dynamodb:*")))
                .containsExactlyInAnyOrderElementsOf(called());
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void nothingElseOfDynamoDbPassesTheEndpoint(Settings settings) {
        Environment on = new Environment(settings);
        Request administrator = on.policies.through("dynamodb", on.policies.byAdministrator(ADMINISTRATOR));

        assertThat(allowed(on.policies.onTable(administrator).calls("dynamodb:*")))
                .containsExactlyInAnyOrderElementsOf(called());
        assertThat(allowed(administrator
                        .on(on.policies.arn("dynamodb", "table/another"))
                        .calls("dynamodb:*")))
                .isEmpty();
        assertThat(allowed(on.policies
                        .onTable(administrator)
                        .with("aws:PrincipalAccount", "999999999999")
                        .calls("dynamodb:*")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void tasksReachNoOtherTableAccountOrRegion(Settings settings) {
        Environment on = new Environment(settings);
        Request tasks = on.throughEndpoint(TASKS);
        String table = tasks.resource();

        assertThat(results(Stream.of(
                                tasks.on(table + "-2").with((JsonNode) null),
                                tasks.on(table.replace(ACCOUNT, "999999999999"))
                                        .ofAccount("999999999999")
                                        .with((JsonNode) null),
                                tasks.on(table.replace(settings.region(), "us-west-2"))
                                        .with("aws:RequestedRegion", "us-west-2")
                                        .with((JsonNode) null))
                        .flatMap(request -> request.callsEach(DATA))))
                .allSatisfy((call, result) -> assertThat(result).isNotEqualTo(ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void theDataIsDeniedToEverybodyOutsideTheVpc(Settings settings) {
        Environment on = new Environment(settings);
        Request administrator = on.policies.onTable(on.policies.byAdministrator(ADMINISTRATOR));
        Request tasks = on.policies.onTable(on.by(TASKS));

        assertThat(results(Stream.of(
                                administrator,
                                tasks,
                                tasks.with("aws:SourceVpc", "vpc-another"),
                                administrator.on(administrator.resource() + "/index/GSI1"))
                        .flatMap(request -> request.callsEach(
                                request.resource().contains("/index/") ? List.of("dynamodb:Query") : DATA))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(DENIED));
    }

    @Test
    void theDataCanBeReachedFromAVpcThatExists() {
        Environment on = new Environment(Variants.inside());
        Request tasks = on.policies.onTable(on.by(TASKS)).calls("dynamodb:GetItem");

        assertThat(results(Stream.of(tasks.with("aws:SourceVpc", "vpc-1")))).containsValue(ALLOWED);
        assertThat(results(Stream.of(tasks))).containsValue(DENIED);
    }

    /** CloudFormation does, with the role of those who deploy. */
    @ParameterizedTest
    @MethodSource("leastAndMost")
    void theTableItselfCanBeChangedFromOutsideTheVpc(Settings settings) {
        Environment on = new Environment(settings);

        assertThat(results(on.policies
                        .onTable(on.policies.byAdministrator(ADMINISTRATOR))
                        .callsEach(List.of(
                                "dynamodb:CreateTableReplica",
                                "dynamodb:DeleteTable",
                                "dynamodb:DescribeTable",
                                "dynamodb:PutResourcePolicy",
                                "dynamodb:RestoreTableToPointInTime",
                                "dynamodb:StartAwsBackupJob",
                                "dynamodb:UpdateTable"))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
    }

    @Test
    void administratorsAndWhoReplicatesNeedNotBeInTheVpc() {
        Environment on = new Environment(Variants.everything());

        assertThat(results(Stream.of(
                                Variants.ADMINISTRATORS.replace("*", "repair"),
                                "arn:aws:iam::" + ACCOUNT + ":role/cdk-hnb659fds-cfn-exec-role-" + ACCOUNT
                                        + "-eu-west-1",
                                "arn:aws:iam::" + ACCOUNT + ":role/aws-service-role/replication.dynamodb.amazonaws.com/"
                                        + "AWSServiceRoleForDynamoDBReplication")
                        .flatMap(principal -> on.policies
                                .onTable(on.policies.byAdministrator(principal))
                                .callsEach(DATA))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
    }

    @Test
    void noRoleMayDestroyDataOrActElsewhereWhateverElseItIsAllowed() {
        Environment on = new Environment(Variants.everything());
        String backup = on.policies.arn("dynamodb", "table/another/backup/1");

        assertThat(results(on.roles()
                        .map(on.policies::by)
                        .map(Request::allowedEverything)
                        .flatMap(role -> Stream.of(
                                role.on(on.policies.arn("dynamodb", "table/another"))
                                        .calls("dynamodb:DeleteTable"),
                                role.on(on.policies.arn("dynamodb", "table/another"))
                                        .calls("dynamodb:UpdateTable"),
                                role.on(backup).calls("dynamodb:DeleteBackup"),
                                role.on(on.policies.arn("kms", "key/1")).calls("kms:ScheduleKeyDeletion"),
                                role.on("arn:aws:sqs:us-west-2:" + ACCOUNT + ":another")
                                        .with("aws:RequestedRegion", "us-west-2")
                                        .calls("sqs:SendMessage")))))
                .hasSizeGreaterThan(20)
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(DENIED));
    }

    @Test
    void rolesAreForTheirServiceAndReportsForWhoeverIsListed() {
        Environment on = new Environment(Variants.everything());
        Request tasks = on.policies.toAssume(on.policies.byAnybody("ecs-tasks.amazonaws.com"), on.role(TASKS));
        Request analyst = on.policies.byAdministrator(Variants.REPORTER);

        assertThat(results(Stream.of(
                        tasks.with("aws:SourceAccount", ACCOUNT),
                        on.policies.toAssume(on.policies.byAnybody("lambda.amazonaws.com"), on.role("EventsRole")),
                        on.policies.toAssume(analyst, on.role("Reporting")))))
                .allSatisfy((call, result) -> assertThat(result).isEqualTo(ALLOWED));
        assertThat(results(Stream.concat(
                        Stream.of(
                                tasks.with("aws:SourceAccount", "999999999999"),
                                on.policies.toAssume(analyst, on.role(TASKS))),
                        on.roles()
                                .map(role -> on.policies.toAssume(on.policies.byAdministrator(ADMINISTRATOR), role)))))
                .hasSizeGreaterThan(5)
                .allSatisfy((call, result) -> assertThat(result).isNotEqualTo(ALLOWED));
    }

    @Test
    void keysCanBeUsedOnlyThroughTheirService() {
        Environment on = new Environment(Variants.everything());

        Request stranger = on.policies.byAdministrator("arn:aws:iam::999999999999:role/administrator");

        assertThat(results(Synthesis.of(Variants.everything()).all("AWS::KMS::Key").stream()
                        .flatMap(key -> Stream.concat(
                                Stream.of(on.policies.withKey(stranger, key, "dynamodb")),
                                on.roles()
                                        .map(on.policies::by)
                                        .flatMap(role -> Stream.of(
                                                on.policies.withKey(role, key),
                                                on.policies.withKey(role, key, "lambda")))))
                        .map(request -> request.calls("kms:Decrypt"))))
                .isNotEmpty()
                .allSatisfy((call, result) -> assertThat(result).isNotEqualTo(ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void metricsAreReadOnlyIfASettingAsksForIt(Settings settings) {
        Environment on = new Environment(settings);

        assertThat(results(Stream.of(on.policies
                        .through("monitoring", on.by(TASKS))
                        .calls("cloudwatch:GetMetricData")
                        .on("*"))))
                .allSatisfy((call, result) -> assertThat(result.equals(ALLOWED)).isEqualTo(settings.tableFigures()));
    }

    @Test
    void metricsCanBePublishedOnlyToTheEnvironmentsNamespace() {
        Environment on = new Environment(Variants.prod());

        assertThat(results(Stream.of(on.by(TASKS)
                        .on("*")
                        .calls("cloudwatch:PutMetricData")
                        .with("cloudwatch:namespace", "AWS/DynamoDB"))))
                .doesNotContainValue(ALLOWED);
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void noRoleIsAllowedWildcardsExceptForActionsWithoutResources(Settings settings) {
        List<Statement> roles = Statement.of(Synthesis.of(settings))
                .filter(Statement::allows)
                .filter(statement -> statement.owner().type().startsWith("AWS::IAM::"))
                .toList();

        assertThat(roles.stream().flatMap(statement -> statement.actions().stream()))
                .isNotEmpty()
                .noneMatch(action -> action.contains("*"));
        assertThat(roles.stream()
                        .filter(statement -> statement.resources().contains("*"))
                        .flatMap(statement -> statement.actions().stream()))
                .isNotEmpty()
                .allMatch(WITHOUT_RESOURCES::contains);
    }

    @ParameterizedTest
    @MethodSource("leastAndMost")
    void theOnlyManagedPoliciesAreThoseOfAwsBackup(Settings settings) {
        assertThat(Synthesis.of(settings).all("AWS::IAM::Role").stream()
                        .flatMap(role -> Resource.stream(role.at("/ManagedPolicyArns")))
                        .map(JsonNode::asText))
                .allMatch(policy -> policy.contains("/AWSBackupServiceRolePolicyFor"));
    }

    /** Returns the actions of a request for all of a service that are allowed. */
    private static Set<String> allowed(Request request) {
        return results(Stream.of(request)).entrySet().stream()
                .filter(result -> result.getValue().equals(ALLOWED))
                .map(result -> result.getKey().split(" ")[0])
                .collect(Collectors.toSet());
    }

    private static List<String> called() {
        return Stream.of("actions", "descriptions")
                .flatMap(part -> contract(part).stream())
                .toList();
    }

    private static List<String> contract(String part) {
        try {
            return Resource.texts(Variants.contract("calls").path(part));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What requests in an environment need. */
    private record Environment(Settings settings, Policies policies) {

        Environment(Settings settings) {
            this(settings, new Policies(settings));
        }

        /** Returns a request by a role, which is found by the start of its logical id. */
        Request by(String role) {
            return policies.by(role(role));
        }

        Resource role(String role) {
            return resource("AWS::IAM::Role", role);
        }

        /** Returns a request by a role for the table, through the endpoint of DynamoDB. */
        Request throughEndpoint(String role) {
            return policies.onTable(policies.through("dynamodb", by(role)));
        }

        Resource key() {
            return resource("AWS::KMS::Key", "TableKey");
        }

        Resource resource(String type, String prefix) {
            List<Resource> found = Synthesis.of(settings).all(type).stream()
                    .filter(resource -> resource.id().startsWith(prefix))
                    .toList();
            assertThat(found).as(type + " " + prefix).isNotEmpty();
            return found.getFirst();
        }

        /** Returns all roles but those of AWS Backup, which has to delete what has expired, and to copy to other regions. */
        Stream<Resource> roles() {
            return Synthesis.of(settings).all("AWS::IAM::Role").stream()
                    .filter(role -> !role.id().startsWith("Backups"));
        }
    }
}
