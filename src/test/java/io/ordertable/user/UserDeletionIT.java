package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import org.junit.jupiter.api.Test;

/** Deletion of a user. */
class UserDeletionIT extends IntegrationTest {

    @Test
    void aDeletedUserCanBeReadNoMore() {
        ApiResponse user = Users.someone().register(api());
        String path = user.header("Location");

        ApiResponse deleted = api().delete(path, "If-Match", "\"1\"");

        assertThat(deleted.status()).isEqualTo(202);
        assertThat(deleted.header("Location")).isEqualTo(path + "/erasure");
        assertThat(api().get(path).problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(api().get(path + "?consistent=true").problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(api().get("/v1/users?email=" + user.text("/email")).json().path("items"))
                .isEmpty();
        assertThat(api().patch(path, "{\"name\": \"Ada\"}", "If-Match", "*").problem())
                .isEqualTo("USER_NOT_FOUND");
        assertThat(api().delete(path, "If-Match", "\"1\"").problem()).isEqualTo("USER_NOT_FOUND");
    }

    @Test
    void nothingOfNameAndAddressIsLeft() {
        ApiResponse user = Users.someone().register(api());

        api().delete(user.header("Location"), "If-Match", "\"1\"");

        assertThat(stored().get("USER#" + user.text("/user_id"), "PROFILE")).isEmpty();
        assertThat(stored().get(Users.guardKey(user.text("/email")), "GUARD")).isEmpty();
    }

    @Test
    void theAddressOfADeletedUserIsFree() {
        ApiResponse user = Users.someone().register(api());
        api().delete(user.header("Location"), "If-Match", "\"1\"");

        ApiResponse successor = Users.someone().at(user.text("/email")).post(api());

        assertThat(successor.status()).isEqualTo(201);
        assertThat(successor.text("/user_id")).isNotEqualTo(user.text("/user_id"));
    }

    @Test
    void theAddressThatTheUserMovedToIsFreedToo() {
        ApiResponse user = Users.someone().register(api());
        String newEmail = Users.newEmail();
        api().patch(user.header("Location"), "{\"email\": \"" + newEmail + "\"}", "If-Match", "\"1\"");

        assertThat(api().delete(user.header("Location"), "If-Match", "\"2\"").status())
                .isEqualTo(202);

        assertThat(Users.someone().at(newEmail).post(api()).status()).isEqualTo(201);
        assertThat(Users.someone().at(user.text("/email")).post(api()).status()).isEqualTo(201);
    }

    @Test
    void ordersOfADeletedUserStayReadableAndCanGoOn() {
        ApiResponse user = Users.someone().register(api());
        String userId = user.text("/user_id");
        ApiResponse order = Orders.place(api(), userId);
        String orderId = order.text("/order_id");
        api().delete(user.header("Location"), "If-Match", "\"1\"");

        assertThat(api().get(Orders.path(userId, orderId)).json()).isEqualTo(order.json());
        assertThat(api().get("/v1/orders/" + orderId).json()).isEqualTo(order.json());
        assertThat(api().get(Orders.path(userId)).texts("/items", "order_id")).containsExactly(orderId);
        assertThat(Orders.move(api(), order, "cancelled").text("/status")).isEqualTo("cancelled");
    }

    @Test
    void aDeletedUserPlacesNoOrders() {
        ApiResponse user = Users.someone().register(api());
        api().delete(user.header("Location"), "If-Match", "\"1\"");

        ApiResponse refused = Orders.some().post(api(), user.text("/user_id"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(stored().count("USER#" + user.text("/user_id"), "ORDER#")).isZero();
    }
}
