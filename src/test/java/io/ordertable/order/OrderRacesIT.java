package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.Race;
import io.ordertable.user.Users;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Orders under requests that arrive at the same moment. */
class OrderRacesIT extends IntegrationTest {

    private static final int RUNNERS = 32;

    @RepeatedTest(3)
    void anIdempotencyKeyPlacesOneOrderHoweverManyRequestsRace() {
        String userId = Users.create(api());

        List<ApiResponse> answers =
                Race.of(RUNNERS, runner -> Orders.some().post(api(), userId, "Idempotency-Key", "k"));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("/order_id")).distinct())
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        assertThat(stored(userId, "ORDER#")).isEqualTo(1);
        assertThat(stored(userId, "IDEMPOTENCY#")).isEqualTo(1);
    }

    @Test
    void ofDifferentOrdersWithOneKeyOneIsPlaced() {
        String userId = Users.create(api());

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> Orders.in("EUR")
                .line("A", "Thing", runner + 1, "1")
                .post(api(), userId, "Idempotency-Key", "k"));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .hasSize(RUNNERS - 1)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(stored(userId, "ORDER#")).isEqualTo(1);
    }

    @Test
    void ordersOfOneUserDoNotStandInEachOthersWay() {
        String userId = Users.create(api());

        List<ApiResponse> answers =
                Race.of(2 * RUNNERS, runner -> Orders.some().post(api(), userId, "Idempotency-Key", "k" + runner));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(201));
        assertThat(api().get(Orders.path(userId) + "?limit=100").texts("/items", "order_id"))
                .containsExactlyInAnyOrderElementsOf(
                        answers.stream().map(answer -> answer.text("/order_id")).toList());
    }

    @RepeatedTest(3)
    void changesThatAcceptEachOthersVersionsNeverMissOne() {
        String userId = Users.create(api());
        ApiResponse order = Orders.place(api(), userId);

        List<ApiResponse> answers = Race.of(
                RUNNERS,
                runner -> Orders.patch(
                        api(),
                        order.header("Location"),
                        runner % 2 == 0 ? "paid" : "cancelled",
                        "If-Match",
                        runner % 3 == 0 ? "*" : "\"1\", \"2\", \"3\""));

        assertThat(answers).extracting(ApiResponse::status).contains(200).containsOnly(200, 409);
    }

    @RepeatedTest(3)
    void ofManyChangesOfOneVersionOneIsMade() {
        String userId = Users.create(api());
        ApiResponse order = Orders.place(api(), userId);
        String orderId = order.text("/order_id");

        List<ApiResponse> answers = Race.of(
                RUNNERS,
                runner -> Orders.patch(
                        api(),
                        runner % 3 == 0 ? "/v1/orders/" + orderId : Orders.path(userId, orderId),
                        runner % 2 == 0 ? "paid" : "cancelled",
                        "If-Match",
                        "\"1\""));

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSize(1)
                .allSatisfy(winner -> {
                    assertThat(winner.header("ETag")).isEqualTo("\"2\"");
                    assertThat(api().get(Orders.path(userId, orderId)).json()).isEqualTo(winner.json());
                });
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(RUNNERS - 1)
                .allSatisfy(loser -> {
                    assertThat(loser.status()).isEqualTo(412);
                    assertThat(loser.problem()).isEqualTo("PRECONDITION_FAILED");
                    assertThat(loser.header("ETag")).isEqualTo("\"2\"");
                });
    }

    @RepeatedTest(5)
    void noOrderIsAcceptedFromAUserWhoIsGone() {
        String userId = Users.create(api());

        List<ApiResponse> answers = Race.of(
                RUNNERS + 1,
                runner -> runner == RUNNERS / 2
                        ? api().delete(Users.path(userId), "If-Match", "\"1\"")
                        : Orders.some().post(api(), userId));

        assertThat(answers.get(RUNNERS / 2).status()).isEqualTo(202);
        List<ApiResponse> orders = IntStream.rangeClosed(0, RUNNERS)
                .filter(runner -> runner != RUNNERS / 2)
                .mapToObj(answers::get)
                .toList();
        List<String> accepted = orders.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.text("/order_id"))
                .toList();
        assertThat(orders)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(refused -> assertThat(refused.problem()).isEqualTo("USER_NOT_FOUND"));
        assertThat(api().get(Orders.path(userId) + "?limit=100").texts("/items", "order_id"))
                .containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(Orders.some().post(api(), userId).problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(stored(userId, "ORDER#")).isEqualTo(accepted.size());
    }

    private int stored(String userId, String sortKeyPrefix) {
        return stored().count("USER#" + userId, sortKeyPrefix);
    }
}
