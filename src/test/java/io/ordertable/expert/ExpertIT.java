package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.ordertable.FakeClock;
import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.FaultyDatabaseConfiguration;
import io.ordertable.IntegrationTest;
import io.ordertable.Race;
import io.ordertable.metrics.CloudWatchClientConfiguration;
import io.ordertable.metrics.CloudWatchServer;
import io.ordertable.metrics.HashedKey;
import io.ordertable.metrics.Workload;
import io.ordertable.order.Orders;
import io.ordertable.table.ItemSize;
import io.ordertable.table.TableProperties;
import io.ordertable.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.util.StringUtils;

/** What is wrong with a table is found, and nothing else. The instance is its own, because it remembers an hour. */
@Import({FaultyDatabaseConfiguration.class, CloudWatchClientConfiguration.class})
@TestPropertySource(
        properties = {
            // Spring Boot turns the export of metrics off in tests.
            "spring.test.observability.auto-configure=true",
            "management.cloudwatch.metrics.export.namespace=Ordertable/Test",
            "ordertable.expert.cloudwatch=true",
            // Enough on a machine that is busy, and less than all retries of a call take.
            "ordertable.deadline=10s",
            "ordertable.import.batch-deadline=2s",
            "resilience4j.retry.instances.dynamodb.wait-duration=200ms",
            "ordertable.retry.budget=12",
            "ordertable.erasure.max-running=0"
        })
@TestMethodOrder(OrderAnnotation.class)
class ExpertIT extends IntegrationTest {

    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/ordertable";
    private static final CloudWatchServer CLOUDWATCH = new CloudWatchServer();
    private static final FakeClock CLOCK = new FakeClock(Clock.tickMillis(ZoneOffset.UTC));

    /** The service's. */
    @TestBean(methodName = "movableClock")
    Clock clock;

    @Autowired
    private TableProperties table;

    @Autowired
    private FaultyDatabase database;

    @Autowired
    private CircuitBreakerRegistry breakers;

    static Clock movableClock() {
        return CLOCK;
    }

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        registry.add("test.cloudwatch", CLOUDWATCH::uri);
    }

    /** A first call may take longer than the time-out. */
    @BeforeEach
    void warmUp() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> api().get("/v1/users?email=nobody@example.org").status() == 200);
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            forgetAnswersOfAws();
            return report().at("/wholeTable/missing").isMissingNode();
        });
    }

    @AfterEach
    void recover() {
        database.heal();
        breakers.circuitBreaker("dynamodb").reset();
    }

    @Test
    @Order(1)
    void aHealthySystemHasNoFindings() {
        new Workload(api()).mixed();

        assertThat(report().path("findings")).isEmpty();
    }

    /** At list prices of us-east-1, on demand a write a second costs 1.64 USD a month. */
    @ParameterizedTest
    @CsvSource(textBlock = """
        # billing mode,  class,                        GB, writes a second to the table and GSI2, findings
        PAY_PER_REQUEST, STANDARD,                      1,    5,   5, ''
        PAY_PER_REQUEST, STANDARD,                      1, 1000,   0, provisioned-cheaper savings-plan
        PROVISIONED,     STANDARD,                      1,    1,   0, on-demand-cheaper reserved-capacity
        PAY_PER_REQUEST, STANDARD,                   1000,    1,   0, infrequent-access-cheaper
        PAY_PER_REQUEST, STANDARD_INFREQUENT_ACCESS,    1, 1000,   0, standard-cheaper provisioned-cheaper savings-plan
        PAY_PER_REQUEST, STANDARD,                      1,    0,  60, unused-index
        """)
    @Order(1)
    void costsThatCouldBeSaved(
            String billing, String tableClass, long gigabytes, double writes, double indexWrites, String codes) {
        database.answer(call -> switch (call.operation()) {
            case "DescribeTable" -> Answer.instead(200, """
                    {"Table": {"TableArn": "%s", "TableStatus": "ACTIVE", "TableSizeBytes": %d000000000, "DeletionProtectionEnabled": true,
                     "BillingModeSummary": {"BillingMode": "%s"}, "TableClassSummary": {"TableClass": "%s"},
                     "ProvisionedThroughput": {"ReadCapacityUnits": 1000, "WriteCapacityUnits": 1000},
                     "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
                     "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS"},
                     "GlobalSecondaryIndexes": [{"IndexName": "GSI2"}]}}""".formatted(TABLE, gigabytes, billing, tableClass));
            case "DescribeContinuousBackups" -> recovery("ENABLED");
            case "DescribeContributorInsights" -> Answer.instead(200, "{\"ContributorInsightsStatus\": \"DISABLED\"}");
            default -> Answer.REAL_ONE;
        });
        written(Map.of("TableName", table.name()), writes);
        written(Map.of("TableName", table.name(), "GlobalSecondaryIndexName", "GSI2"), indexWrites);
        forgetAnswersOfAws();

        assertThat(report().path("findings").valueStream())
                .allSatisfy(finding -> {
                    assertThat(finding.path("area").asText()).isEqualTo("cost");
                    assertThat(finding.path("seen").asText()).contains(" USD").doesNotContain("{", "this instance");
                    assertThat(finding.at("/numbers/saving").asDouble()).isGreaterThanOrEqualTo(50);
                })
                .extracting(finding -> finding.path("code").asText())
                .containsExactlyInAnyOrder(StringUtils.tokenizeToStringArray(codes, " "));
    }

    /** Before the tests that write much. */
    @Test
    @Order(2)
    void consistentReadsOfWhatSeldomChanges() {
        String userId = Users.create(api());
        String line = Orders.in("EUR").lines(50, "好".repeat(190)).importLine(userId);
        String orderId = importLines(line + "\n").path("order_id").asText();
        for (int i = 0; i < 160; i++) {
            api().get(Orders.path(userId, orderId));
        }

        JsonNode found = finding("consistent-reads");
        assertThat(found.at("/numbers/units").asInt()).isGreaterThanOrEqualTo(160 * 7);
        assertThat(found.path("action").asText()).contains("consistent=false");
    }

    @ParameterizedTest
    @CsvSource({
        "throttled-key-range, TableReadKeyRangeThroughputExceeded",
        "throttled-provisioned, TableReadProvisionedThroughputExceeded",
        "throttled-maximum, TableReadMaxOnDemandThroughputExceeded",
        "throttled-account, TableReadAccountLimitExceeded",
        "throttled-without-reason, Partition 8a4f is hot"
    })
    @Order(3)
    void throttlesOfTheTable(String code, String reason) {
        Instant before = Instant.now();
        String userId = UUID.randomUUID().toString();
        database.answerFirst(2, "GetItem", throttled(reason, TABLE));
        assertThat(api().get(Orders.path(userId, UUID.randomUUID().toString())).status())
                .isEqualTo(404);

        JsonNode found = finding(code);
        assertThat(found.path("title").asText()).matches("[A-Z].*").doesNotContain("{", " of table");
        assertThat(found.path("seen").asText())
                .matches("2 (reads|attempts) of the table were throttled .*")
                .doesNotContain("{", userId);
        assertThat(found.at("/numbers/key").asText()).isEqualTo(HashedKey.of("USER#" + userId));
        assertThat(found.at("/numbers/share").asInt()).isEqualTo(100);
        assertThat(Instant.parse(found.path("since").asText())).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    @Order(3)
    void anIndexThatThrottlesTheTableBecauseOfTooFewShards() {
        String userId = Users.create(api());
        database.answerFirst(
                1, "TransactWriteItems", throttled("IndexWriteKeyRangeThroughputExceeded", TABLE + "/index/GSI2"));
        Orders.place(api(), userId);

        assertThat(finding("index-throttles-table").at("/numbers/target").asText())
                .isEqualTo("gsi2");
        JsonNode shards = finding("too-few-status-shards");
        assertThat(shards.at("/numbers/shards").asInt()).isEqualTo(4);
        assertThat(shards.at("/numbers/recommended").asInt()).isEqualTo(8);
        assertThat(shards.path("action").asText()).contains("status-shards.read to 8");
    }

    @Test
    @Order(5)
    void aDeadlineThatEndsRetriesAndThenABudgetThatIsUsedUp() {
        String userId = Users.create(api());
        database.answer(call -> Answer.throttled());
        importLines(Orders.some().importLine(userId) + "\n");

        JsonNode deadline = finding("deadline-shorter-than-retries");
        assertThat(deadline.at("/numbers/deadline").asDouble()).isEqualTo(10);
        assertThat(deadline.at("/numbers/retries").asDouble()).isEqualTo(12.7);

        Race.of(6, runner -> api().get(Users.path(userId)));
        assertThat(finding("retry-budget-used-up").at("/numbers/calls").asInt()).isPositive();
    }

    @Test
    @Order(6)
    void aBreakerThatOpened() {
        database.answer(call -> Answer.error(500, "InternalServerError"));
        await().until(() -> {
            api().get(Users.path(UUID.randomUUID().toString()));
            return found("breaker-opened").isPresent();
        });

        assertThat(finding("breaker-opened").path("severity").asText()).isEqualTo("critical");
    }

    @Test
    @Order(3)
    void aClockThatIsWrong() {
        String user = Users.path(Users.create(api()));
        database.answer(call -> Answer.at(Instant.now().minusSeconds(90)));
        report();
        api().get(user);

        JsonNode found = finding("clock-skew");
        assertThat(found.at("/numbers/seconds").asInt()).isBetween(85, 95);
        assertThat(found.path("seen").asText()).contains("ahead of");
    }

    @Test
    @Order(4)
    void anItemNearTheLimit() {
        Orders large = Orders.in("EUR");
        for (int i = 0; i < 100; i++) {
            large.line("SKU-" + i, "好".repeat(500), 1, "1").lineWith("""
                    {"product_url": "https://example.org/%1$s", "image_url": "https://example.org/%1$s"}""".formatted("x".repeat(1_050)));
        }
        String userId = Users.create(api());
        large.placeFor(api(), userId);

        JsonNode found = finding("items-near-limit");
        assertThat(found.at("/numbers/kilobytes").asInt()).isBetween(360, 384);
        assertThat(found.at("/numbers/key").asText()).isEqualTo(HashedKey.of("USER#" + userId));
    }

    /** An import is written in batches of 25, and one batch of 16 is measured. */
    @Test
    @Order(4)
    void itemsJustOverAKilobyteAndFiltersThatFindNothing() {
        String userId = Users.create(api());
        String line = justOverTwoKilobytes(userId);
        importLines((line + "\n").repeat(500));
        for (int i = 0; i < 6; i++) {
            api().get(Orders.path(userId) + "?status=shipped");
        }

        assertThat(finding("items-just-over-a-kilobyte").at("/numbers/share").asInt())
                .isGreaterThanOrEqualTo(25);
        JsonNode filters = finding("wasteful-filters");
        assertThat(filters.at("/numbers/read").asInt()).isGreaterThanOrEqualTo(1_000);
        assertThat(filters.at("/numbers/returned").asInt()).isLessThan(100);
    }

    @Test
    @Order(7)
    void settingsThatAreOffAndACallThatIsDenied() {
        database.answer(call -> switch (call.operation()) {
            case "DescribeTable" -> Answer.instead(200, """
                    {"Table": {"TableArn": "%s", "TableStatus": "ACTIVE", "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"}}}""".formatted(TABLE));
            case "DescribeContinuousBackups" -> recovery("DISABLED");
            case "DescribeTimeToLive" -> Answer.instead(200, """
                    {"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}""");
            case "DescribeContributorInsights" -> Answer.error(400, "AccessDeniedException");
            default -> Answer.REAL_ONE;
        });
        forgetAnswersOfAws();

        assertThat(List.of("recovery-off", "deletion-protection-off", "own-key-off", "stream-off", "expiry-off"))
                .allSatisfy(code ->
                        assertThat(finding(code).path("action").asText()).contains("aws dynamodb update-"));
        assertThat(finding("permission-missing").path("seen").asText())
                .isEqualTo("AWS denied dynamodb:DescribeContributorInsights.");
    }

    /** Imports one to see how large it is without a note. */
    private String justOverTwoKilobytes(String userId) {
        int wanted = 2 * 1024 + 50;
        int size = sizeOf(userId, lineWithNote(userId, 1));
        return lineWithNote(userId, 1 + wanted - size);
    }

    private static String lineWithNote(String userId, int length) {
        return Orders.some()
                .with("{\"note\": \"%s\"}".formatted("x".repeat(length)))
                .importLine(userId);
    }

    private int sizeOf(String userId, String line) {
        String orderId = importLines(line + "\n").path("order_id").asText();
        return ItemSize.of(stored().get("USER#" + userId, "ORDER#" + orderId));
    }

    /** Imports orders and returns the result of the first. */
    private JsonNode importLines(String lines) {
        return api().post("/v1/orders/import", lines, "Content-Type", "application/x-ndjson")
                .jsonLines()
                .getFirst();
    }

    private static Answer recovery(String status) {
        return Answer.instead(200, """
                {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
                 "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "%s"}}}""".formatted(status));
    }

    /** Sets how many units were written in each second of the last hour. */
    private static void written(Map<String, String> dimensions, double units) {
        Double[] minutes = Collections.nCopies(60, 60 * units).toArray(Double[]::new);
        CLOUDWATCH.set("ConsumedWriteCapacityUnits", dimensions, minutes);
    }

    /** They are kept for a minute. */
    private static void forgetAnswersOfAws() {
        CLOCK.move(Duration.ofMinutes(1));
    }

    private static Answer throttled(String reason, String resource) {
        return Answer.error(
                400,
                "ProvisionedThroughputExceededException",
                "\"ThrottlingReasons\": [{\"reason\": \"%s\", \"resource\": \"%s\"}]".formatted(reason, resource));
    }

    private JsonNode report() {
        return management().get("/actuator/table").json();
    }

    private JsonNode finding(String code) {
        return found(code).orElseThrow(() -> new AssertionError("no " + code));
    }

    private Optional<JsonNode> found(String code) {
        return report().path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asText().equals(code))
                .findFirst();
    }
}
