package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/** The throttle switch of local runs, seen by DynamoDB's client and by a page. */
class LocalThrottleTests {

    private static final String TABLE = "throttled-" + System.nanoTime();
    private static final Map<String, AttributeValue> ITEM = Map.of("PK", AttributeValue.fromS("1"));

    private static LocalThrottle throttle;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() throws Exception {
        throttle = new LocalThrottle(
                LocalDynamoDb.endpoint(),
                InetAddress.getLoopbackAddress(),
                0,
                LocalThrottle.Setting.of(new MockEnvironment()));
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(throttle.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        dynamoDb.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(AttributeDefinition.builder()
                        .attributeName("PK")
                        .attributeType("S")
                        .build()))
                .keySchema(List.of(KeySchemaElement.builder()
                        .attributeName("PK")
                        .keyType(KeyType.HASH)
                        .build())));
    }

    @AfterAll
    static void stop() {
        dynamoDb.deleteTable(table -> table.tableName(TABLE));
        dynamoDb.close();
    }

    @AfterEach
    void switchOff() throws Exception {
        turn("{\"share\": 0}");
    }

    @Test
    void itForwardsCallsAndErrorsUntilItIsSwitchedOn() {
        put();

        assertThat(dynamoDb.getItem(get -> get.tableName(TABLE).key(ITEM)).item())
                .isEqualTo(ITEM);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> dynamoDb.getItem(get -> get.tableName("missing").key(ITEM)));
    }

    @Test
    void aReasonWithoutATargetThrottlesEveryCallWithTheOneThatFits() throws Exception {
        turn("{\"share\": 1}");

        assertThatExceptionOfType(ThrottlingException.class)
                .isThrownBy(LocalThrottleTests::put)
                .satisfies(failure -> assertThat(failure.throttlingReasons())
                        .singleElement()
                        .satisfies(reason -> {
                            assertThat(reason.reason()).isEqualTo("TableWriteKeyRangeThroughputExceeded");
                            assertThat(reason.resource()).endsWith(":table/" + TABLE);
                        }));
        assertThatExceptionOfType(ThrottlingException.class)
                .isThrownBy(() -> dynamoDb.batchGetItem(BatchGetItemRequest.builder()
                        .requestItems(Map.of(
                                TABLE,
                                KeysAndAttributes.builder().keys(List.of(ITEM)).build()))
                        .build()))
                .satisfies(failure -> assertThat(
                                failure.throttlingReasons().getFirst().resource())
                        .endsWith(":table/" + TABLE));
        assertThatCode(() -> dynamoDb.describeTable(table -> table.tableName(TABLE)))
                .as("uses no capacity")
                .doesNotThrowAnyException();
    }

    @Test
    void anIndexThrottlesTheWritesOfItsTableAndNoReads() throws Exception {
        turn("{\"share\": 1, \"reason\": \"IndexWriteProvisionedThroughputExceeded\"}");

        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(LocalThrottleTests::put)
                .satisfies(failure -> assertThat(
                                failure.throttlingReasons().getFirst().resource())
                        .endsWith("/index/GSI2"));
        assertThatCode(() -> dynamoDb.getItem(get -> get.tableName(TABLE).key(ITEM)))
                .doesNotThrowAnyException();
    }

    @Test
    void theLimitOfAnAccountHasAnErrorOfItsOwn() throws Exception {
        turn("{\"share\": 1, \"reason\": \"TableWriteAccountLimitExceeded\"}");

        assertThatExceptionOfType(RequestLimitExceededException.class)
                .isThrownBy(LocalThrottleTests::put)
                .satisfies(failure -> assertThat(
                                failure.throttlingReasons().getFirst().reason())
                        .isEqualTo("TableWriteAccountLimitExceeded"));
    }

    @Test
    void aPageOfThisMachineMayTurnIt() throws Exception {
        HttpResponse<String> preflight = send("OPTIONS", "", "http://localhost:5173");
        HttpResponse<String> turned = send("PUT", "{\"share\": 0.25}", "http://localhost:5173");

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("GET, PUT");
        assertThat(turned.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:5173");
        assertThat(new ObjectMapper()
                        .readTree(send("GET", "", "http://localhost:5173").body())
                        .toString())
                .isEqualTo("{\"share\":0.25,\"reason\":\"KeyRangeThroughputExceeded\"}");
        assertThat(send("OPTIONS", "", "https://example.org").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"share\": 1.1}",
                "{\"share\": -1}",
                "{\"share\": 1, \"reason\": \"BadWeather\"}",
            })
    void aSettingThatCannotWorkIsRejectedWithASentence(String body) throws Exception {
        HttpResponse<String> response = send("PUT", body, "http://localhost:5173");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(response.body()).path("message").asText())
                .endsWith(".");
    }

    @Test
    void theEnvironmentSetsItAtTheStart() {
        assertThat(LocalThrottle.Setting.of(new MockEnvironment()
                        .withProperty("ordertable.local.throttle.share", "0.3")
                        .withProperty("ordertable.local.throttle.reason", "AccountLimitExceeded")))
                .isEqualTo(new LocalThrottle.Setting(0.3, "AccountLimitExceeded"));
    }

    private static void put() {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(ITEM));
    }

    private static void turn(String setting) throws Exception {
        assertThat(send("PUT", setting, "http://localhost:5173").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> send(String method, String body, String origin) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(throttle.switchUri())
                            .method(method, BodyPublishers.ofString(body))
                            .header("Origin", origin)
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
