package io.ordertable.metrics;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import java.util.UUID;

/** Calls the API as its clients do. */
public final class Workload {

    private static final String ORDER = """
            {"currency": "EUR", "lines": [{"sku": "SKU-1", "name": "Tea", "quantity": 2, "unit_price": "9.99"}]}""";

    private final Api api;

    public Workload(Api api) {
        this.api = api;
    }

    /** Registers a user; the path of the user. */
    public String user() {
        String body = "{\"name\": \"Ada\", \"email\": \"%s@example.org\"}".formatted(UUID.randomUUID());
        return expect(201, api.post("/v1/users", body)).header("Location");
    }

    /** Places an order of the user; the path of the order. */
    public String order(String user) {
        return expect(
                        201,
                        api.post(
                                user + "/orders",
                                ORDER,
                                "Idempotency-Key",
                                UUID.randomUUID().toString()))
                .header("Location");
    }

    /** Changes the status of an order in its first version. */
    public void pay(String order) {
        expect(200, api.patch(order, "{\"status\": \"paid\"}", "If-Match", "\"1\""));
    }

    /** Imports so many orders of the user. */
    public void importOrders(String user, int orders) {
        String id = user.substring(user.lastIndexOf('/') + 1);
        String line = ORDER.replace("{\"currency", "{\"user_id\": \"%s\", \"currency".formatted(id));
        expect(
                200,
                api.post("/v1/orders/import", (line + "\n").repeat(orders), "Content-Type", "application/x-ndjson"));
    }

    /** Each kind of request, and of refusal, at least once. */
    public void mixed() {
        String user = user();
        String userId = user.substring(user.lastIndexOf('/') + 1);
        String order = order(user);
        String orderId = order.substring(order.lastIndexOf('/') + 1);
        api.get(user);
        api.get("/v1/users?email=nobody@example.org");
        api.patch(user, "{\"name\": \"Ada King\"}", "If-Match", "\"1\"");
        api.patch(user, "{\"email\": \"%s@example.org\"}".formatted(UUID.randomUUID()), "If-Match", "\"2\"");
        api.get(order);
        api.get("/v1/orders/" + orderId);
        pay(order);
        api.patch(order, "{\"status\": \"completed\"}", "If-Match", "\"2\"");
        api.patch(order, "{\"status\": \"shipped\"}", "If-Match", "\"1\"");
        api.get(user + "/orders?limit=5");
        api.get("/v1/orders?status=paid&limit=5");
        api.post(
                "/v1/orders/batch-get",
                "{\"keys\": [{\"user_id\": \"%s\", \"order_id\": \"%s\"}]}".formatted(userId, orderId));
        importOrders(user, 1);
        api.get("/v1/users/" + UUID.randomUUID());
        api.get("/v1/nothing/" + UUID.randomUUID());
        api.post("/v1/users", "{");
        api.delete(user, "If-Match", "\"3\"");
    }

    private static ApiResponse expect(int status, ApiResponse response) {
        if (response.status() != status) {
            throw new AssertionError("not " + status + ": " + response.status() + " " + response.text());
        }
        return response;
    }
}
