package io.ordertable;

import io.ordertable.order.Orders;
import io.ordertable.table.Cursor;
import io.ordertable.user.Users;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends a request of each kind on behalf of a user with many orders, and notes what each makes DynamoDB do. */
final class ApiCosts {

    private final Api api;
    private final Api customer;
    private final CallRecorder recorder;
    private final String userId;
    private final List<String> orderIds;
    private final Map<String, String> costs = new LinkedHashMap<>();

    /** Registers a user with so many orders. */
    ApiCosts(Api api, CallRecorder recorder, int orders) {
        this.api = api;
        this.recorder = recorder;
        this.userId = Users.create(api);
        this.customer = api.as(userId);
        this.orderIds = Orders.importMany(api, userId, orders);
    }

    /** A row in Markdown for each kind of request, with its {@link CallRecorder#summary}. */
    String table() {
        users();
        orders();
        lists();
        changes();
        largeOrder();
        batches();
        return costs.entrySet().stream()
                .map(cost -> "| %s | %s |\n".formatted(cost.getKey(), cost.getValue()))
                .collect(Collectors.joining());
    }

    /** Capacity units of a page that is filtered by a status that no order has. */
    double unitsOfAnEmptyFilteredPage() {
        recorder.reset();
        expect(200, api.get(ordersPath() + "?status=returned&limit=5"));
        return recorder.units();
    }

    private void users() {
        String email = Users.newEmail();
        String path = cost("create user", 201, () -> Users.someone().at(email).post(api))
                .header("Location");
        String body = Users.someone().json();
        String key = UUID.randomUUID().toString();
        cost("create user with a key", 201, () -> api.post("/v1/users", body, "Idempotency-Key", key));
        cost("create user with a key again", 201, () -> api.post("/v1/users", body, "Idempotency-Key", key));
        cost("user by id", 200, () -> api.get(path));
        cost("user by id, consistent", 200, () -> api.get(path + "?consistent=true"));
        cost("user by id, a miss", 404, () -> api.get("/v1/users/" + UUID.randomUUID()));
        cost("user by email", 200, () -> api.get("/v1/users?email=" + email));
        cost("user by email, a miss", 200, () -> api.get("/v1/users?email=nobody@example.org"));
        cost("change a user's name", 200, () -> api.patch(path, "{\"name\":\"Ada King\"}", "If-Match", "\"1\""));
        cost(
                "change a user's email",
                200,
                () -> api.patch(path, "{\"email\":\"2" + email + "\"}", "If-Match", "\"2\""));
        cost("export of a user without orders", 200, () -> api.get(path + "/export"));
        cost("delete user", 202, () -> api.delete(path, "If-Match", "\"3\""));
        cost("erasure of a user's data", 200, () -> api.get(path + "/erasure"));
    }

    private void orders() {
        String body = Orders.some().json();
        cost("preview of an order", 200, () -> api.post(ordersPath() + "/preview", body));
        String path =
                cost("create order", 201, () -> api.post(ordersPath(), body)).header("Location");
        cost("create order with a key", 201, () -> api.post(ordersPath(), body, "Idempotency-Key", "key"));
        cost("create order with a key again", 201, () -> api.post(ordersPath(), body, "Idempotency-Key", "key"));
        cost("order by user and id", 200, () -> api.get(path));
        cost("order by user and id, not consistent", 200, () -> api.get(path + "?consistent=false"));
        cost("order by id", 200, () -> api.get("/v1/orders/" + orderIds.getFirst()));
        cost("order by id, a miss", 404, () -> api.get("/v1/orders/" + UUID.randomUUID()));
        cost("order by id, of the caller", 200, () -> customer.get("/v1/orders/" + orderIds.getFirst()));
        cost("order by id, of the caller, a miss", 404, () -> customer.get("/v1/orders/" + UUID.randomUUID()));
    }

    private void lists() {
        page("a user's orders", ordersPath() + "?limit=5");
        // Two orders are newer than the imported ones, so ten are behind this one.
        String eleventhLast = cursorTo(orderIds.get(orderIds.size() - 9));
        cost(
                "a user's last ten orders, one status",
                200,
                () -> api.get(ordersPath() + "?status=paid&sort=asc&limit=5&cursor=" + eleventhLast));
        ApiResponse order = Orders.place(api, Users.create(api));
        String byNumber = Orders.path(order.text("/user_id")) + "?number=" + order.text("/number");
        cost("order by number", 200, () -> api.get(byNumber));
        page("orders by status", "/v1/orders?status=pending&limit=5");
    }

    private void changes() {
        String paid = "{\"status\":\"paid\"}";
        cost(
                "change status by user and id",
                200,
                () -> api.patch(ordersPath() + "/" + orderIds.get(0), paid, "If-Match", "\"1\""));
        cost("change status by id", 200, () -> api.patch("/v1/orders/" + orderIds.get(1), paid, "If-Match", "\"1\""));
        String cancelled = "{\"status\":\"cancelled\"}";
        cost(
                "change status by id, of the caller",
                200,
                () -> customer.patch("/v1/orders/" + orderIds.get(3), cancelled, "If-Match", "\"1\""));
        String order = ordersPath() + "/" + orderIds.get(0);
        String shipment = "\"shipment\":{\"carrier\":\"DHL\",\"lines\":[{\"line\":1,\"quantity\":1}]}}";
        cost("ship", 200, () -> api.patch(order, "{\"status\":\"shipped\"," + shipment, "If-Match", "\"2\""));
        cost("ship more", 200, () -> api.patch(order, "{" + shipment, "If-Match", "\"3\""));
        String metadata = "{\"metadata\":{\"erp_id\":\"4711\"}}";
        String other = orderIds.get(2);
        cost(
                "change metadata by user and id",
                200,
                () -> api.patch(ordersPath() + "/" + other, metadata, "If-Match", "\"1\""));
        cost("change metadata by id", 200, () -> api.patch("/v1/orders/" + other, metadata, "If-Match", "\"2\""));
    }

    /** Above two write units, and below one read unit. */
    private void largeOrder() {
        String body =
                Orders.some().with("{\"note\": \"" + "x".repeat(2_000) + "\"}").json();
        String path = cost("create order of 3 KB", 201, () -> api.post(ordersPath(), body))
                .header("Location");
        cost("order of 3 KB by user and id", 200, () -> api.get(path));
        cost(
                "change status of an order of 3 KB",
                200,
                () -> api.patch(path, "{\"status\":\"paid\"}", "If-Match", "\"1\""));
        cost(
                "change metadata of an order of 3 KB",
                200,
                () -> api.patch(path, "{\"metadata\":{\"a\":\"1\"}}", "If-Match", "\"2\""));
    }

    private void batches() {
        String keys = orderIds.stream()
                .limit(5)
                .map(id -> "{\"user_id\":\"" + userId + "\",\"order_id\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        cost("five orders by key", 200, () -> api.post("/v1/orders/batch-get", keys));
        cost("import of five orders", 200, () -> Orders.sendMany(api, userId, 5));
    }

    private void page(String pattern, String path) {
        String next = cost(pattern + ", first page", 200, () -> api.get(path)).text("/next_cursor");
        cost(pattern + ", page behind a cursor", 200, () -> api.get(path + "&cursor=" + next));
    }

    private static String cursorTo(String orderId) {
        return new Cursor(UUID.fromString(orderId)).encode();
    }

    private ApiResponse cost(String pattern, int status, Supplier<ApiResponse> request) {
        recorder.reset();
        ApiResponse response = expect(status, request.get());
        costs.put(pattern, recorder.summary().isEmpty() ? "none" : recorder.summary());
        return response;
    }

    private static ApiResponse expect(int status, ApiResponse response) {
        if (response.status() != status) {
            throw new AssertionError(response.toString());
        }
        return response;
    }

    private String ordersPath() {
        return Orders.path(userId);
    }
}
