package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.ordertable.TestDatabaseConfiguration.Emulator;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What a second emulator can show: that table, repositories and metrics work with LocalStack as they do with DynamoDB Local, on
 * which all other tests run. Skipped without a Docker engine.
 */
@Import(LocalStackIT.Connection.class)
@AutoConfigureObservability(tracing = false)
@TestPropertySource(
        properties = {
            "management.cloudwatch.metrics.export.namespace=" + LocalStackIT.NAMESPACE,
            "management.cloudwatch.metrics.export.step=1s"
        })
@DirtiesContext
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker engine answers, so LocalStack cannot run")
class LocalStackIT extends IntegrationTest {

    static final String NAMESPACE = "Ordertable/Test";

    private static LocalStackContainer localStack;

    @TestConfiguration(proxyBeanMethods = false)
    static class Connection {

        @Bean
        @Primary
        AwsConnectionDetails localStack() {
            return new Emulator(localStack.getEndpoint());
        }
    }

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Starts the last release that needs no account. */
    @BeforeAll
    static void start() {
        localStack = new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
                .withServices(Service.DYNAMODB, Service.CLOUDWATCH);
        localStack.start();
    }

    @AfterAll
    static void stop() {
        localStack.stop();
    }

    /** One for all, which counts as one that is skipped. */
    @TestFactory
    Stream<DynamicTest> withLocalStack() {
        return Stream.of(
                dynamicTest(
                        "the table is created with its indexes stream and time to live",
                        this::theTableIsCreatedWithItsIndexesStreamAndTimeToLive),
                dynamicTest("a user is created found changed and deleted", this::aUserIsCreatedFoundChangedAndDeleted),
                dynamicTest("an address is given to one user only", this::anAddressIsGivenToOneUserOnly),
                dynamicTest("a user that is sent again is replayed", this::aUserThatIsSentAgainIsReplayed),
                dynamicTest("an order is read by either path", this::anOrderIsReadByEitherPath),
                dynamicTest("an order that is sent again is replayed", this::anOrderThatIsSentAgainIsReplayed),
                dynamicTest("a change that is refused says why", this::aChangeThatIsRefusedSaysWhy),
                dynamicTest(
                        "a key places one order however many requests race",
                        this::aKeyPlacesOneOrderHoweverManyRequestsRace),
                dynamicTest(
                        "a users orders are imported and listed page by page",
                        this::aUsersOrdersAreImportedAndListedPageByPage),
                dynamicTest("orders are listed by status", this::ordersAreListedByStatus),
                dynamicTest("orders are read in a batch", this::ordersAreReadInABatch),
                dynamicTest("metrics arrive in cloud watch", this::metricsArriveInCloudWatch));
    }

    private void theTableIsCreatedWithItsIndexesStreamAndTimeToLive() {
        TableDescription table =
                dynamoDb.describeTable(r -> r.tableName("ordertable")).table();

        assertThat(table.tableStatusAsString()).isEqualTo("ACTIVE");
        assertThat(table.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("GSI1", "GSI2");
        assertThat(table.streamSpecification().streamViewTypeAsString()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(dynamoDb.describeTimeToLive(r -> r.tableName("ordertable"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires_at");
        assertThat(management().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private void aUserIsCreatedFoundChangedAndDeleted() {
        ApiResponse user = Users.someone().register(api());
        String path = user.header("Location");

        assertThat(api().get("/v1/users?email=" + user.text("/email")).json().path("items"))
                .containsExactly(user.json());
        ApiResponse renamed = api().patch(path, "{\"name\": \"Countess\"}", "If-Match", "\"1\"");
        assertThat(api().get(path + "?consistent=true").json()).isEqualTo(renamed.json());
        ApiResponse moved = api().patch(path, "{\"email\": \"" + Users.newEmail() + "\"}", "If-Match", "\"2\"");
        assertThat(moved.header("ETag")).isEqualTo("\"3\"");
        assertThat(api().delete(path, "If-Match", "\"3\"").status()).isEqualTo(202);
        Problem.assertThat(api().get(path), 404, "USER_NOT_FOUND");
    }

    private void anAddressIsGivenToOneUserOnly() {
        Users ada = Users.someone();
        ada.register(api());

        Problem.assertThat(ada.post(api()), 409, "EMAIL_TAKEN");
    }

    private void aUserThatIsSentAgainIsReplayed() {
        Users ada = Users.someone();
        String key = Users.newEmail();
        ApiResponse user = ada.post(api(), "Idempotency-Key", key);

        assertThat(ada.post(api(), "Idempotency-Key", key).json()).isEqualTo(user.json());
        Problem.assertThat(Users.someone().post(api(), "Idempotency-Key", key), 422, "IDEMPOTENCY_KEY_REUSED");
    }

    private void anOrderIsReadByEitherPath() {
        ApiResponse order = Orders.in("KWD")
                .line("A", "Thing", 1_000_000, "999999999999.999")
                .placeFor(api(), Users.create(api()));

        assertThat(order.text("/total")).isEqualTo("999999999999999000.000");
        assertThat(api().get(order.header("Location")).json()).isEqualTo(order.json());
        await().untilAsserted(() -> assertThat(
                        api().get("/v1/orders/" + order.text("/order_id")).json())
                .isEqualTo(order.json()));
    }

    private void anOrderThatIsSentAgainIsReplayed() {
        String userId = Users.create(api());
        ApiResponse order = Orders.some().placeFor(api(), userId, "Idempotency-Key", "k");

        assertThat(Orders.some().post(api(), userId, "Idempotency-Key", "k").json())
                .isEqualTo(order.json());
        Problem.assertThat(Orders.some().post(api(), order.text("/order_id")), 404, "USER_NOT_FOUND");
    }

    private void aChangeThatIsRefusedSaysWhy() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "paid");
        String path = Orders.path(order.text("/user_id"), order.text("/order_id"));

        ApiResponse stale = Orders.patch(api(), path, "shipped", "If-Match", "\"1\"");

        Problem.assertThat(stale, 412, "PRECONDITION_FAILED");
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        Problem.assertThat(Orders.patch(api(), path, "completed", "If-Match", "\"2\""), 409, "ILLEGAL_TRANSITION");
    }

    private void aKeyPlacesOneOrderHoweverManyRequestsRace() {
        String userId = Users.create(api());

        List<ApiResponse> answers = Race.of(8, runner -> Orders.some().post(api(), userId, "Idempotency-Key", "k"));

        assertThat(answers).extracting(ApiResponse::status).containsOnly(201);
        assertThat(stored().count("USER#" + userId, "ORDER#")).isEqualTo(1);
    }

    private void aUsersOrdersAreImportedAndListedPageByPage() {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 30);

        ApiResponse first = api().get(Orders.path(userId) + "?limit=20");
        ApiResponse second = api().get(Orders.path(userId) + "?limit=20&cursor=" + first.text("/next_cursor"));

        assertThat(first.texts("/items", "order_id")).isEqualTo(ids.reversed().subList(0, 20));
        assertThat(second.texts("/items", "order_id")).isEqualTo(ids.reversed().subList(20, 30));
    }

    private void ordersAreListedByStatus() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "returned");

        await().untilAsserted(() -> assertThat(
                        api().get("/v1/orders?status=returned").json().path("items"))
                .contains(order.json()));
    }

    private void ordersAreReadInABatch() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        String key = "{\"user_id\": \"%s\", \"order_id\": \"%s\"}"
                .formatted(order.text("/user_id"), order.text("/order_id"));

        assertThat(api().post("/v1/orders/batch-get", "{\"keys\": [" + key + "]}")
                        .json()
                        .path("items"))
                .containsExactly(order.json());
    }

    private void metricsArriveInCloudWatch() {
        Orders.place(api(), Users.create(api()));

        try (CloudWatchClient cloudWatch = CloudWatchClient.builder()
                .endpointOverride(localStack.getEndpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            await().untilAsserted(() -> assertThat(
                            cloudWatch.listMetrics(r -> r.namespace(NAMESPACE)).metrics())
                    .extracting(metric -> metric.metricName())
                    .contains("orders.transition.count", "dynamodb.request.max"));
        }
    }
}
