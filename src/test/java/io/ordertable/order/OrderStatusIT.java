package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The state machine of an order, as its callers meet it. */
class OrderStatusIT extends IntegrationTest {

    static Stream<Arguments> allPairs() {
        return Orders.TRANSITIONS.keySet().stream()
                .sorted()
                .flatMap(from -> Orders.TRANSITIONS.keySet().stream().sorted().map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void anOrderTakesTheStepsOfTheContractAndNoOthers(String from, String to) {
        String userId = Users.create(api());
        for (boolean byUser : new boolean[] {true, false}) {
            ApiResponse before = Orders.placeAs(api(), userId, from);
            String orderId = before.text("/order_id");
            String path = byUser ? Orders.path(userId, orderId) : "/v1/orders/" + orderId;

            ApiResponse answer = Orders.patch(api(), path, to, "If-Match", before.header("ETag"));

            if (Orders.TRANSITIONS.get(from).contains(to)) {
                assertTaken(before, answer, to);
            } else {
                assertRefused(answer, from, to);
                assertThat(api().get(Orders.path(userId, orderId)).json()).isEqualTo(before.json());
            }
        }
    }

    private void assertTaken(ApiResponse before, ApiResponse after, String to) {
        assertThat(after.status()).as(after.text()).isEqualTo(200);
        assertThat(after.text("/status")).isEqualTo(to);
        int version = before.json().path("version").intValue() + 1;
        assertThat(after.json().path("version").intValue()).isEqualTo(version);
        assertThat(after.header("ETag")).isEqualTo("\"" + version + "\"");
        assertThat(after.texts("/allowed_transitions", "")).hasSameSizeAs(Orders.TRANSITIONS.get(to));
        assertThat(Instant.parse(after.text("/updated_at"))).isAfter(Instant.parse(before.text("/updated_at")));
        for (String unchanged : new String[] {"/order_id", "/user_id", "/created_at", "/total", "/lines"}) {
            assertThat(after.json().at(unchanged)).isEqualTo(before.json().at(unchanged));
        }
        String orderId = after.text("/order_id");
        assertThat(api().get("/v1/orders/" + orderId).json()).isEqualTo(after.json());
        assertThat(api().get(Orders.path(after.text("/user_id"), orderId)).json())
                .isEqualTo(after.json());
    }

    private static void assertRefused(ApiResponse answer, String from, String to) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("ILLEGAL_TRANSITION");
        assertThat(answer.text("/from")).isEqualTo(from);
        assertThat(answer.text("/to")).isEqualTo(to);
        assertThat(answer.json().path("allowed"))
                .map(status -> status.asText())
                .containsExactlyElementsOf(Orders.TRANSITIONS.get(from));
    }

    @Test
    void aNewStatusMovesTheOrderInTheStatusIndexAndLeavesTheRestAsItWas() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        var before = stored(order);

        Orders.move(api(), order, "paid");

        var after = stored(order);
        assertThat(after.get("status").s()).isEqualTo("paid");
        assertThat(after.get("version").n()).isEqualTo("2");
        assertThat(after.get("GSI2PK").s())
                .isEqualTo(before.get("GSI2PK").s().replace("STATUS#pending#", "STATUS#paid#"));
        assertThat(after.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(before.keySet().stream(), Stream.of("paid"))
                        .toList());
        assertThat(before.keySet())
                .filteredOn(name -> !after.get(name).equals(before.get(name)))
                .containsExactlyInAnyOrder("status", "version", "updated_at", "GSI2PK");
    }

    @Test
    void timesAlwaysHaveThreeFractionDigits() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        ApiResponse paid = Orders.move(api(), order, "paid");
        stored().set(
                        "USER#" + order.text("/user_id"),
                        "ORDER#" + order.text("/order_id"),
                        "created_at",
                        AttributeValue.fromS("2026-11-21T16:34:44Z"));
        ApiResponse read = api().get(Orders.path(order.text("/user_id"), order.text("/order_id")));

        assertThat(read.text("/created_at")).isEqualTo("2026-11-21T16:34:44.000Z");
        assertThat(read.text("/updated_at")).isEqualTo(paid.text("/updated_at")).matches(".*:\\d\\d\\.\\d{3}Z");
        assertThat(stored(order).get("updated_at").s()).isEqualTo(paid.text("/updated_at"));
    }

    @Test
    void aStaleVersionCountsMoreThanAnIllegalStep() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "paid");
        String orderId = order.text("/order_id");

        for (String path : List.of("/v1/orders/" + orderId, Orders.path(order.text("/user_id"), orderId))) {
            for (String ifMatch : List.of("\"1\"", "W/\"2\"", "\"1\", \"3\"", "\"x\"")) {
                ApiResponse answer = Orders.patch(api(), path, "pending", "If-Match", ifMatch);

                assertThat(answer.status()).isEqualTo(412);
                assertThat(answer.problem()).isEqualTo("PRECONDITION_FAILED");
                assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\", \"2\"", "\"2\", W/\"1\""})
    void aConditionThatNamesMoreThanOneVersionIsHeldAgainstTheCurrentOne(String ifMatch) {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "paid");
        String path = "/v1/orders/" + order.text("/order_id");

        assertThat(Orders.patch(api(), path, "completed", "If-Match", ifMatch).problem())
                .isEqualTo("ILLEGAL_TRANSITION");
        assertThat(Orders.patch(api(), path, "shipped", "If-Match", ifMatch).text("/version"))
                .isEqualTo("3");
    }

    @Test
    void aChangeWithoutAConditionIsRefused() {
        ApiResponse order = Orders.place(api(), Users.create(api()));
        String orderId = order.text("/order_id");

        for (String path : List.of("/v1/orders/" + orderId, Orders.path(order.text("/user_id"), orderId))) {
            ApiResponse refused = Orders.patch(api(), path, "paid");
            assertThat(refused.status()).isEqualTo(428);
            assertThat(refused.problem()).isEqualTo("PRECONDITION_REQUIRED");
            ApiResponse malformed = Orders.patch(api(), path, "paid", "If-Match", "1");
            assertThat(malformed.status()).isEqualTo(400);
            assertThat(malformed.problem()).isEqualTo("INVALID_PARAMETER");
        }
        assertThat(api().get("/v1/orders/" + orderId).json()).isEqualTo(order.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": null}",
                "{\"status\": \"PAID\"}",
                "{\"status\": \"lost\"}",
                "{\"status\": \"\"}",
                "{\"status\": 1}",
                "{\"status\": [\"paid\"]}"
            })
    void whatIsNoStatusIsRefused(String body) {
        ApiResponse order = Orders.place(api(), Users.create(api()));

        ApiResponse refused = api().patch("/v1/orders/" + order.text("/order_id"), body, "If-Match", "\"1\"");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/status");
    }

    private Map<String, AttributeValue> stored(ApiResponse order) {
        return stored().get("USER#" + order.text("/user_id"), "ORDER#" + order.text("/order_id"));
    }
}
