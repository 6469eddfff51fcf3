package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.util.UUID;

/** Calls the API as its clients do. */
public final class Workload {

    private final Api api;

    public Workload(Api api) {
        this.api = api;
    }

    /** Creates a user and returns its path. */
    public String user() {
        return Users.someone().register(api).header("Location");
    }

    /** Places an order of the user at this path and returns the order's path. */
    public String order(String user) {
        return Orders.some()
                .placeFor(api, last(user), "Idempotency-Key", UUID.randomUUID().toString())
                .header("Location");
    }

    /** Changes the status of an order in its first version. */
    public void pay(String order) {
        ApiResponse paid = Orders.patch(api, order, "paid", "If-Match", "\"1\"");
        assertThat(paid.status()).as(paid.text()).isEqualTo(200);
    }

    /** Imports this number of orders of the user at this path. */
    public void importOrders(String user, int orders) {
        Orders.importMany(api, last(user), orders);
    }

    /** Sends each kind of request, and gets each kind of error, at least once. */
    public void mixed() {
        String user = user();
        String order = order(user);
        api.get(user);
        api.get("/v1/users?email=nobody@example.org");
        api.patch(user, "{\"name\": \"Ada King\"}", "If-Match", "\"1\"");
        api.patch(user, "{\"email\": \"%s\"}".formatted(Users.newEmail()), "If-Match", "\"2\"");
        api.get(order);
        api.get("/v1/orders/" + last(order));
        pay(order);
        Orders.patch(api, order, "completed", "If-Match", "\"2\"");
        Orders.patch(api, order, "shipped", "If-Match", "\"1\"");
        api.get(user + "/orders?limit=5");
        api.get("/v1/orders?status=paid&limit=5");
        api.post(
                "/v1/orders/batch-get",
                "{\"keys\": [{\"user_id\": \"%s\", \"order_id\": \"%s\"}]}".formatted(last(user), last(order)));
        importOrders(user, 1);
        api.get("/v1/users/" + UUID.randomUUID());
        api.get("/v1/nothing/" + UUID.randomUUID());
        api.post("/v1/users", "{");
        api.delete(user, "If-Match", "\"3\"");
    }

    /** Returns the id at the end of a path. */
    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
