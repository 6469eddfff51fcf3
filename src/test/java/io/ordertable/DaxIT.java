package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What may differ behind DAX, and does not: with a {@link DaxDouble} between the service and the engine. */
@Import(DaxDouble.Installation.class)
@TestPropertySource(
        properties = {"spring.cloud.aws.dynamodb.dax.url=dax://127.0.0.1:8111", "ordertable.table.name=behind-dax"})
class DaxIT extends IntegrationTest {

    private static final String KEY = "Idempotency-Key";

    @Autowired
    private MeterRegistry registry;

    @Test
    void aUserThatIsInTheItemCacheIsReadAsItIsNow() {
        ApiResponse user = Users.someone().register(api());
        String path = user.header("Location");
        assertThat(api().get(path).json()).isEqualTo(user.json());

        ApiResponse renamed = api().patch(path, "{\"name\": \"Countess\"}", "If-Match", "\"1\"");
        assertThat(api().get(path).json()).isEqualTo(renamed.json());
        ApiResponse moved = api().patch(path, "{\"email\": \"" + Users.newEmail() + "\"}", "If-Match", "\"2\"");
        assertThat(api().get(path).json()).isEqualTo(moved.json());
        api().delete(path, "If-Match", "\"3\"");
        assertThat(api().get(path).problem()).isEqualTo("USER_NOT_FOUND");
    }

    @Test
    void anOrderThatIsInTheItemCacheIsReadAsItIsNow() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        assertReads(order, order);

        assertReads(order, Orders.move(api(), order, "paid"));
    }

    private void assertReads(ApiResponse order, ApiResponse expected) {
        String keys = "{\"keys\": [{\"user_id\": \"%s\", \"order_id\": \"%s\"}]}"
                .formatted(order.text("/user_id"), order.text("/order_id"));
        for (String query : new String[] {"?consistent=true", "?consistent=false"}) {
            assertThat(api().get(order.header("Location") + query).json()).isEqualTo(expected.json());
            assertThat(api().post("/v1/orders/batch-get" + query, keys).json().path("items"))
                    .containsExactly(expected.json());
        }
        assertThat(api().get("/v1/orders/" + order.text("/order_id")).json()).isEqualTo(expected.json());
    }

    @Test
    void aListHasTheOrdersThatWerePlacedSinceItWasLastRead() {
        String userId = Users.create(api());
        assertThat(api().get(Orders.path(userId)).json().path("items")).isEmpty();

        List<String> ids = Orders.importMany(api(), userId, 2);

        assertThat(api().get(Orders.path(userId)).texts("/items", "order_id")).isEqualTo(ids.reversed());
    }

    @Test
    void aRejectedChangeOfAnOrderExplainsItself() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "paid");
        String path = Orders.path(order.text("/user_id"), order.text("/order_id"));

        ApiResponse stale = Orders.patch(api(), path, "shipped", "If-Match", "\"1\"");
        ApiResponse illegal = Orders.patch(api(), path, "completed", "If-Match", "\"2\"");
        String unknown = Orders.path(order.text("/user_id"), UUID.randomUUID().toString());
        ApiResponse missing = Orders.patch(api(), unknown, "paid", "If-Match", "\"1\"");

        Problem.assertThat(stale, 412, "PRECONDITION_FAILED");
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        Problem.assertThat(illegal, 409, "ILLEGAL_TRANSITION");
        Problem.assertThat(missing, 404, "ORDER_NOT_FOUND");
    }

    @Test
    void aRejectedChangeOfAUserExplainsItself() {
        String path = Users.path(Users.create(api()));
        String taken = Users.someone().register(api()).text("/email");
        api().patch(path, "{\"name\": \"Second\"}", "If-Match", "\"1\"");

        for (ApiResponse stale : List.of(
                api().patch(path, "{\"name\": \"Third\"}", "If-Match", "\"1\""),
                api().patch(path, "{\"email\": \"" + Users.newEmail() + "\"}", "If-Match", "\"1\""),
                api().delete(path, "If-Match", "\"1\""))) {
            Problem.assertThat(stale, 412, "PRECONDITION_FAILED");
            assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        }
        Problem.assertThat(
                api().patch(path, "{\"email\": \"" + taken + "\"}", "If-Match", "\"2\""), 409, "EMAIL_TAKEN");
        Problem.assertThat(Users.someone().at(taken).post(api()), 409, "EMAIL_TAKEN");
    }

    @Test
    void aRequestThatIsSentAgainIsReplayed() {
        Users ada = Users.someone();
        String key = UUID.randomUUID().toString();
        ApiResponse user = ada.post(api(), KEY, key);
        String userId = user.text("/user_id");
        ApiResponse order = Orders.some().placeFor(api(), userId, KEY, key);

        assertReplays(ada.post(api(), KEY, key), user);
        assertReplays(Orders.some().post(api(), userId, KEY, key), order);
        Problem.assertThat(Users.someone().post(api(), KEY, key), 422, "IDEMPOTENCY_KEY_REUSED");
        Problem.assertThat(
                Orders.in("JPY").line("A", "Thing", 1, "1").post(api(), userId, KEY, key),
                422,
                "IDEMPOTENCY_KEY_REUSED");
        Problem.assertThat(Orders.some().post(api(), UUID.randomUUID().toString(), KEY, key), 404, "USER_NOT_FOUND");
    }

    private static void assertReplays(ApiResponse replay, ApiResponse first) {
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(first.json());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdempotencyKeyPlacesOneOrderHoweverManyRequestsRace(boolean sameOrder) {
        String userId = Users.create(api());

        List<ApiResponse> answers = Race.of(16, runner -> Orders.in("EUR")
                .line("A", "Thing", sameOrder ? 1 : runner + 1, "1")
                .post(api(), userId, KEY, "k"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(sameOrder ? 16 : 1);
        assertThat(stored().count("USER#" + userId, "ORDER#")).isEqualTo(1);
    }

    /** DAX is asked first, and DynamoDB itself for what DAX does not return. */
    @Test
    void bothAttemptsOfARefusedWriteAreCounted() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "paid");
        long before = conflicts();

        Orders.patch(api(), "/v1/orders/" + order.text("/order_id"), "shipped", "If-Match", "\"1\"");

        assertThat(conflicts() - before).isEqualTo(2);
    }

    private long conflicts() {
        Timer timer = registry.find("dynamodb.request")
                .tags("operation", "UpdateItem", "outcome", "conflict")
                .timer();
        return timer == null ? 0 : timer.count();
    }
}
