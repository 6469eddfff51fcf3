package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.table.Uuid7;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Builds orders for tests, as requests and as domain objects. */
public final class Orders {

    /** The statuses that can follow each one, as the contract has it. */
    public static final Map<String, List<String>> TRANSITIONS = Map.of(
            "pending", List.of("paid", "cancelled"),
            "paid", List.of("shipped", "cancelled"),
            "shipped", List.of("completed", "returned"),
            "completed", List.of("returned"),
            "cancelled", List.of(),
            "returned", List.of());

    /** The steps that lead from a new order to each status. */
    private static final Map<String, List<String>> STEPS = Map.of(
            "pending", List.of(),
            "paid", List.of("paid"),
            "shipped", List.of("paid", "shipped"),
            "completed", List.of("paid", "shipped", "completed"),
            "cancelled", List.of("cancelled"),
            "returned", List.of("paid", "shipped", "returned"));

    private static final Uuid7 IDS = new Uuid7(Clock.systemUTC());

    private final ObjectNode request = JsonNodeFactory.instance.objectNode();
    private final String currency;
    private final ArrayNode lines;

    private Orders(String currency) {
        this.currency = currency;
        request.put("currency", currency);
        this.lines = request.putArray("lines");
    }

    /** An order without lines yet. */
    public static Orders in(String currency) {
        return new Orders(currency);
    }

    /** Some order: two pieces at 9.99 EUR. */
    public static Orders some() {
        return in("EUR").line("BOOK-1", "A book", 2, "9.99");
    }

    /** The body of the order in the API document, which has every member. */
    public static JsonNode example(Api api) {
        return api.get("/openapi.json")
                .json()
                .at("/components/requestBodies/CreateOrder/content/application~1json/example");
    }

    /** Places some order, which has to succeed. */
    public static ApiResponse place(Api api, String userId) {
        return some().placeFor(api, userId);
    }

    /** Places some order and takes it to the status. Answers with the last response about it. */
    public static ApiResponse placeAs(Api api, String userId, String status) {
        ApiResponse order = place(api, userId);
        for (String step : STEPS.get(status)) {
            order = move(api, order, step);
        }
        return order;
    }

    /** Takes the order, as it was answered last, to another status, which has to succeed. */
    public static ApiResponse move(Api api, ApiResponse order, String status) {
        ApiResponse moved = patch(
                api, path(order.text("/user_id"), order.text("/order_id")), status, "If-Match", order.header("ETag"));
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        return moved;
    }

    /** Asks for another status. */
    public static ApiResponse patch(Api api, String path, String status, String... headers) {
        return api.patch(path, "{\"status\": \"" + status + "\"}", headers);
    }

    /** Imports some orders, which has to succeed. Returns their ids, in the order in which they were placed. */
    public static List<String> importMany(Api api, String userId, int count) {
        List<String> ids = sendMany(api, userId, count).jsonLines().stream()
                .map(result -> result.path("order_id").asText())
                .toList();
        assertThat(ids).hasSize(count).doesNotContain("");
        return ids;
    }

    /** Tries to import some orders. */
    public static ApiResponse sendMany(Api api, String userId, int count) {
        String line = some().importLine(userId) + "\n";
        return api.post("/v1/orders/import", line.repeat(count), "Content-Type", "application/x-ndjson");
    }

    /** Where a user's orders are. */
    public static String path(String userId) {
        return "/v1/users/" + userId + "/orders";
    }

    /** Where a user's order is. */
    public static String path(String userId, String orderId) {
        return path(userId) + "/" + orderId;
    }

    public Orders line(String sku, String name, int quantity, String unitPrice) {
        lines.addObject()
                .put("sku", sku)
                .put("name", name)
                .put("quantity", quantity)
                .put("unit_price", unitPrice);
        return this;
    }

    /** Adds members to the order. */
    public Orders with(String members) {
        request.setAll((ObjectNode) json(members));
        return this;
    }

    /** Adds members to the last line. */
    public Orders lineWith(String members) {
        ((ObjectNode) lines.path(lines.size() - 1)).setAll((ObjectNode) json(members));
        return this;
    }

    /** Adds so many lines with such a name. */
    public Orders lines(int count, String name) {
        IntStream.range(0, count).forEach(i -> line("SKU-" + i, name, 1, "1"));
        return this;
    }

    /** Places the order, which has to succeed. */
    public ApiResponse placeFor(Api api, String userId, String... headers) {
        ApiResponse response = post(api, userId, headers);
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response;
    }

    /** Tries to place the order. */
    public ApiResponse post(Api api, String userId, String... headers) {
        return api.post(path(userId), json(), headers);
    }

    /** The body that places the order. */
    public String json() {
        return request.toString();
    }

    /** The line that imports the order, without its end. */
    public String importLine(String userId) {
        return request.deepCopy().put("user_id", userId).toString();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The order as it is right after it was placed. */
    Order build() {
        return build(IDS.next());
    }

    /** The order with an id, which includes when it was placed. */
    Order build(UUID orderId) {
        return build(orderId, IDS.next());
    }

    /** The order of a user with an id. */
    Order build(UUID orderId, UUID userId) {
        return Order.place(
                orderId,
                userId,
                Basket.of(Currency.getInstance(currency), false, orderLines(), List.of()),
                new CustomerDetails(null, null, null, null),
                Map.of());
    }

    private List<OrderLine> orderLines() {
        return lines.valueStream()
                .map(line -> new OrderLine(
                        line.path("sku").asText(),
                        line.path("name").asText(),
                        line.path("quantity").intValue(),
                        new BigDecimal(line.path("unit_price").asText()),
                        null,
                        null,
                        null,
                        List.of()))
                .toList();
    }
}
