package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.ordertable.ApiResponse;
import io.ordertable.CapturesOutput;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.metrics.HashedKey;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;

/** Which calls are repeated, how often, and how they are logged. */
@CapturesOutput
class RetryIT extends FaultTest {

    private static final String REASONS = """
            "throttlingReasons": [{"reason": "TableReadKeyRangeThroughputExceeded", "resource": "arn:aws:dynamodb:::table/t"}]""";

    static final List<Arguments> PASSING = List.of(
            Arguments.argumentSet("provisioned throughput", Answer.throttled()),
            Arguments.argumentSet("throttling with reasons", Answer.error(400, "ThrottlingException", REASONS)),
            Arguments.argumentSet("request limit", Answer.error(400, "RequestLimitExceeded")),
            Arguments.argumentSet("transaction conflict", Answer.error(400, "TransactionConflictException")),
            Arguments.argumentSet("500", Answer.error(500, "InternalServerError")),
            Arguments.argumentSet("503 of a proxy", Answer.instead(503, "<html>busy</html>")),
            Arguments.argumentSet("error cut short", Answer.instead(400, "{\"__type\": \"com.amazonaws.dyn")),
            Arguments.argumentSet("answer cut short", Answer.cutShort()),
            Arguments.argumentSet("reset", Answer.broken(Fault.CONNECTION_RESET_BY_PEER)),
            Arguments.argumentSet("closed", Answer.broken(Fault.EMPTY_RESPONSE)),
            Arguments.argumentSet("garbage after the status", Answer.broken(Fault.MALFORMED_RESPONSE_CHUNK)),
            Arguments.argumentSet("garbage", Answer.broken(Fault.RANDOM_DATA_THEN_CLOSE)),
            Arguments.argumentSet("silence", Answer.silence(800)));

    @ParameterizedTest
    @FieldSource("PASSING")
    void aReadThatFailsOnceSucceeds(Answer failure) {
        String order = newOrder();
        database.answerNext(failure);

        assertThat(api().get(order).status()).isEqualTo(200);
        assertThat(database.calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"None,ThrottlingError", "TransactionConflict,None", "None,ProvisionedThroughputExceeded"})
    void aTransactionCanceledForContentionIsRepeated(String reasons) {
        String user = newUser();
        database.answerNext(Answer.canceled(reasons.split(",")));

        assertThat(api().post(user + "/orders", ORDER).status()).isEqualTo(201);
        assertThat(database.calls()).hasSize(2);
        assertThat(api().get(user + "/orders").json().at("/items")).hasSize(1);
    }

    @Test
    void aTransactionCanceledAlsoForAConditionIsNot() {
        database.answerNext(Answer.canceled("TransactionConflict", "ConditionalCheckFailed"));

        assertThat(Users.someone().post(api()).problem()).isEqualTo("EMAIL_TAKEN");
        assertThat(database.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "write", "transact", "query", "batch"})
    void aCallIsAttemptedEightTimesAndNoMore(String kind) {
        String order = newOrder();
        String user = order.substring(0, order.indexOf("/orders"));
        database.answer(call -> Answer.throttled());

        ApiResponse refused =
                switch (kind) {
                    case "get" -> api().get(order);
                    case "write" -> pay(order);
                    case "transact" -> api().post(user + "/orders", ORDER);
                    case "query" -> api().get(user + "/orders");
                    default -> api().post("/v1/orders/batch-get", "{\"keys\": [%s]}".formatted(key(order)));
                };

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("THROTTLED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(database.calls()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException", "ExpiredTokenException"})
    void whatOnlyAnOperatorCanMendIsNotRepeated(String code) {
        String order = newOrder();
        database.answer(call -> Answer.error(400, code));

        ApiResponse refused = api().get(order);

        assertThat(refused.problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(database.calls()).hasSize(1);
    }

    @Test
    void whatDynamoDbRefusesIsNotRepeated() {
        String order = newOrder();
        database.answer(call -> Answer.error(400, "ValidationException"));

        assertThat(api().get(order).problem()).isEqualTo("INTERNAL_ERROR");
        assertThat(database.calls()).hasSize(1);
    }

    @Test
    void aFailedConditionIsNotRepeatedAndOpensNothing() {
        String order = newOrder();
        database.heal();

        for (int i = 0; i < 30; i++) {
            assertThat(Orders.patch(api(), order, "paid", "If-Match", "\"7\"").problem())
                    .isEqualTo("PRECONDITION_FAILED");
        }
        assertThat(database.calls()).hasSize(30);
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void theLogHasOneLineForARepeatedCall(CapturedOutput output) {
        String order = newOrder();
        String id = UUID.randomUUID().toString();
        database.answerNext(
                Answer.throttled(), Answer.error(500, "InternalServerError"), Answer.error(400, "Throttling"));

        api().get(order, "X-Request-Id", id);

        assertThat(linesWith(output, id))
                .singleElement()
                .asString()
                .contains("Succeeded after 3 failed attempts, the last: GetItem of table, key "
                        + HashedKey.of("USER#" + order.split("/")[3])
                        + ": Throttling (status 400, request 0000)");
    }

    @Test
    void aCallThatIsGivenUpIsLoggedInOneLineWithDynamoDbsReasons(CapturedOutput output) {
        String email = Users.newEmail();
        String id = UUID.randomUUID().toString();
        database.answer(call -> Answer.error(400, "ThrottlingException", REASONS));

        api().post("/v1/users", "{\"name\": \"Lovelace\", \"email\": \"%s\"}".formatted(email), "X-Request-Id", id);

        assertThat(linesWith(output, id))
                .singleElement()
                .asString()
                .containsPattern("Gave up after 8 attempts \\(throttled\\): TransactWriteItems of table, key"
                        + " USER#[0-9a-f]{16}, EMAIL#[0-9a-f]{16}: ThrottlingException")
                .contains("TableReadKeyRangeThroughputExceeded of arn:aws:dynamodb:::table/t")
                .contains("(status 400, request 0000)");
        assertThat(output.getAll()).doesNotContain(email).doesNotContain("Lovelace");
    }

    @Test
    void theLogNamesTheIndexAndTheReasonsOfACanceledTransaction(CapturedOutput output) {
        String order = newOrder();
        String user = order.substring(0, order.indexOf("/orders"));
        String id = UUID.randomUUID().toString();
        database.answer(call ->
                call.operation().equals("Query") ? Answer.throttled() : Answer.canceled("None", "TransactionConflict"));

        api().get("/v1/orders" + order.substring(order.lastIndexOf('/')), "X-Request-Id", id);
        api().post(user + "/orders", ORDER, "X-Request-Id", id);

        assertThat(linesWith(output, id))
                .satisfiesExactly(
                        read -> assertThat(read)
                                .contains("Query of gsi1, key ORDER#")
                                .contains("ProvisionedThroughputExceededException"),
                        write -> assertThat(write)
                                .contains("Gave up after 8 attempts (conflict): TransactWriteItems of table, key USER#")
                                .contains("TransactionCanceledException None, TransactionConflict"));
    }

    private static List<String> linesWith(CapturedOutput output, String text) {
        return Arrays.stream(output.getAll().split("\n"))
                .filter(line -> line.contains(text))
                .toList();
    }
}
