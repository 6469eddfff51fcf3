package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.user.Users;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB commits a write, its answer is lost or unreadable, and the write is repeated: the client sees one success. */
class AmbiguousOutcomeIT extends FaultTest {

    static final List<Arguments> FATES = List.of(
            Arguments.argumentSet("lost", List.of(Answer.lost())),
            Arguments.argumentSet("lost twice", List.of(Answer.lost(), Answer.lost())),
            Arguments.argumentSet("lost, then throttled", List.of(Answer.lost(), Answer.throttled())),
            Arguments.argumentSet("cut short", List.of(Answer.cutShort())));

    @ParameterizedTest
    @FieldSource("FATES")
    void aUserIsCreatedOnce(List<Answer> fate) {
        loseWrites(fate);

        ApiResponse created = Users.someone().post(api());

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertWrites(fate.size() + 1);
        assertThat(api().get(created.header("Location")).json()).isEqualTo(created.json());
        assertThat(api().get("/v1/users?email=" + created.text("/email")).text("/items/0/user_id"))
                .isEqualTo(created.text("/user_id"));
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void aUserWithKeyIsCreatedOnceAndIsNoReplay(List<Answer> fate) {
        Users ada = Users.someone();
        String key = UUID.randomUUID().toString();
        loseWrites(fate);

        ApiResponse created = ada.post(api(), "Idempotency-Key", key);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Idempotent-Replayed")).isEmpty();
        assertWrites(fate.size() + 1);
        ApiResponse again = ada.post(api(), "Idempotency-Key", key);
        assertThat(again.json()).isEqualTo(created.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    /** The first transaction has written the guard already and still holds the record when the second looks at both. */
    @Test
    void aUserWhoIsSentAgainWhileBeingStoredIsNotTakenForAnother() {
        Users ada = Users.someone();
        String key = UUID.randomUUID().toString();
        ApiResponse created = ada.post(api(), "Idempotency-Key", key);
        database.answerFirst(
                2, "TransactWriteItems", Answer.canceled("None", "ConditionalCheckFailed", "TransactionConflict"));

        ApiResponse again = ada.post(api(), "Idempotency-Key", key);

        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(created.json());
        assertWrites(3);
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void anOrderWithoutKeyIsPlacedOnce(List<Answer> fate) {
        String user = newUser();
        loseWrites(fate);

        ApiResponse placed = api().post(user + "/orders", ORDER);

        assertPlacedOnce(user, placed, fate);
        assertThat(placed.header("Idempotent-Replayed")).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void anOrderWithKeyIsPlacedOnceAndIsNoReplay(List<Answer> fate) {
        String user = newUser();
        loseWrites(fate);

        ApiResponse placed = api().post(user + "/orders", ORDER, "Idempotency-Key", "k");

        assertPlacedOnce(user, placed, fate);
        assertThat(placed.header("Idempotent-Replayed")).isEmpty();
        ApiResponse again = api().post(user + "/orders", ORDER, "Idempotency-Key", "k");
        assertThat(again.json()).isEqualTo(placed.json());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void aStatusChangeByUserAndOrderSucceedsOnce(List<Answer> fate) {
        String order = newOrder();
        loseWrites(fate);

        ApiResponse paid = pay(order);

        assertPaidOnce(order, paid, fate);
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void aStatusChangeByOrderAloneSucceedsOnce(List<Answer> fate) {
        String order = newOrder();
        loseWrites(fate);

        ApiResponse paid = pay("/v1/orders/" + order.substring(order.lastIndexOf('/') + 1));

        assertPaidOnce(order, paid, fate);
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void aNameIsChangedOnce(List<Answer> fate) {
        String user = newUser();
        loseWrites(fate);

        ApiResponse changed = api().patch(user, "{\"name\": \"Grace\"}", "If-Match", "\"1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text("/name")).isEqualTo("Grace");
        assertWrites(fate.size() + 1);
        assertThat(api().get(user + "?consistent=true").json()).isEqualTo(changed.json());
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void anEmailIsChangedOnce(List<Answer> fate) {
        String user = newUser();
        String before = api().get(user).text("/email");
        String after = Users.newEmail();
        loseWrites(fate);

        ApiResponse changed = api().patch(user, "{\"email\": \"%s\"}".formatted(after), "If-Match", "\"1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text("/email")).isEqualTo(after);
        assertWrites(fate.size() + 1);
        assertThat(api().get(user + "?consistent=true").json()).isEqualTo(changed.json());
        assertThat(api().get("/v1/users?email=" + after).json().at("/items")).hasSize(1);
        assertThat(api().get("/v1/users?email=" + before).json().at("/items")).isEmpty();
        assertThat(itemsIn(Users.guardKey(before))).isZero();
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void aUserIsDeletedOnce(List<Answer> fate) {
        String user = newUser();
        String email = api().get(user).text("/email");
        loseWrites(fate);

        ApiResponse deleted = api().delete(user, "If-Match", "\"1\"");

        assertThat(deleted.status()).isEqualTo(202);
        assertWrites(fate.size() + 1);
        assertThat(api().get(user).problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(itemsIn(Users.guardKey(email))).isZero();
    }

    @ParameterizedTest
    @FieldSource("FATES")
    void aRealConflictIsStillReported(List<Answer> fate) {
        String order = newOrder();
        pay(order);
        loseWrites(fate.stream()
                .map(answer -> Answer.error(500, "InternalServerError"))
                .toList());

        ApiResponse refused = pay(order);

        assertThat(refused.problem()).isEqualTo("PRECONDITION_FAILED");
        assertThat(refused.header("ETag")).isEqualTo("\"2\"");
    }

    private void loseWrites(List<Answer> fate) {
        AtomicInteger next = new AtomicInteger();
        database.answer(call -> isWrite(call.operation()) && next.get() < fate.size()
                ? fate.get(next.getAndIncrement())
                : Answer.REAL_ONE);
    }

    static boolean isWrite(String operation) {
        return operation.endsWith("WriteItems") || operation.equals("UpdateItem") || operation.equals("PutItem");
    }

    private void assertWrites(int expected) {
        assertThat(database.calls())
                .filteredOn(call -> isWrite(call.operation()))
                .hasSize(expected);
    }

    private void assertPlacedOnce(String user, ApiResponse placed, List<Answer> fate) {
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.header("ETag")).isEqualTo("\"1\"");
        assertThat(placed.text("/total")).isEqualTo("19.98");
        assertWrites(fate.size() + 1);
        assertThat(api().get(placed.header("Location")).json()).isEqualTo(placed.json());
        assertThat(api().get(user + "/orders").json().at("/items")).hasSize(1);
    }

    private void assertPaidOnce(String order, ApiResponse paid, List<Answer> fate) {
        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.header("ETag")).isEqualTo("\"2\"");
        assertThat(paid.text("/status")).isEqualTo("paid");
        assertWrites(fate.size() + 1);
        assertThat(api().get(order).json()).isEqualTo(paid.json());
    }

    private int itemsIn(String partition) {
        return dynamoDb.query(r -> r.tableName("ordertable")
                        .keyConditionExpression("PK = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition))))
                .count();
    }
}
