package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.events.SnsCall.Entry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From requests of clients, through the table's stream, to what subscribers of the topic receive. */
class OrderEventsIT {

    private static final int ORDERS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static LocalService service;

    private final SnsServer topic = new SnsServer();
    private final List<String> log = new ArrayList<>();
    private TableStream stream;

    @BeforeAll
    static void start() throws Exception {
        service = LocalService.shared();
    }

    @BeforeEach
    void readTheStreamFromHereOn() {
        stream = new TableStream(service);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void everyNewOrderAndEveryChangeOfStatusIsPublishedAndNothingElse() {
        String userId = createUser();
        Order first = place(userId, "KWD", "2.5");
        Order paid = first.move("paid");
        Order shipped = paid.move("shipped");
        assertThat(first.patch("completed").statusCode()).isEqualTo(412);
        Order second = place(userId, "EUR", "1");
        assertThat(second.patch("completed").statusCode()).isEqualTo(409);
        Order cancelled = second.move("cancelled");
        send(200, "PATCH", "/v1/users/" + userId, "{\"name\": \"Ada King\"}", "If-Match", "\"1\"");
        String imported = importOne(userId);
        send(202, "DELETE", "/v1/users/" + userId, "", "If-Match", "\"2\"");

        deliver(Functions.publishingTo(topic));

        assertThat(events(first.id()))
                .containsExactly(
                        "order_created/1 1",
                        "order_created/2 1",
                        "order_status_changed/1 2",
                        "order_status_changed/1 3");
        assertThat(events(second.id()))
                .containsExactly("order_created/1 1", "order_created/2 1", "order_status_changed/1 2");
        assertThat(events(imported)).containsExactly("order_created/1 1", "order_created/2 1");
        assertThat(topic.published()).hasSize(9).allSatisfy(entry -> MessageSchemas.check(entry.message()));
        assertThat(topic.published())
                .extracting(entry -> entry.text("event_id") + entry.text("schema"))
                .doesNotHaveDuplicates();
        assertThat(message(first)).satisfies(created -> {
            assertThat(created.text("user_id")).isEqualTo(userId);
            assertThat(created.text("total")).isEqualTo(first.text("total")).isEqualTo("2.500");
            assertThat(created.text("currency")).isEqualTo("KWD");
            assertThat(created.text("status")).isEqualTo("pending");
            assertThat(created.text("created_at")).isEqualTo(first.text("created_at"));
            assertThat(created.text("occurred_at")).isEqualTo(first.text("created_at"));
        });
        assertThat(message(shipped)).satisfies(change -> {
            assertThat(change.text("old_status")).isEqualTo("paid");
            assertThat(change.text("new_status")).isEqualTo("shipped");
            assertThat(change.text("occurred_at")).isEqualTo(shipped.text("updated_at"));
        });
        assertThat(message(cancelled).text("new_status")).isEqualTo("cancelled");
        assertThat(log).isEmpty();
    }

    @Test
    void anOrderThatIsDeletedIsPublishedInItsLastState() {
        Order order = place(createUser(), "EUR", "1").move("cancelled");
        service.dynamoDb(
                "DeleteItem",
                Map.of(
                        "TableName",
                        LocalService.TABLE,
                        "Key",
                        Map.of("PK", s("USER#" + order.text("user_id")), "SK", s("ORDER#" + order.id()))));

        deliver(Functions.publishingTo(topic));

        assertThat(events(order.id()))
                .containsExactly(
                        "order_created/1 1", "order_created/2 1", "order_status_changed/1 2", "order_deleted/1 2");
        assertThat(topic.published()).last().satisfies(deleted -> {
            MessageSchemas.check(deleted.message());
            assertThat(deleted.text("status")).isEqualTo("cancelled");
            assertThat(deleted.text("reason")).isEqualTo("request");
        });
    }

    /** Whatever fails, a subscriber who drops events that it has seen receives the versions of each order one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {Functions.TOPIC, Functions.FIFO_TOPIC})
    void failuresOfTheTopicDelayEventsAndLoseNone(String topicArn) {
        String userId = createUser();
        List<Order> orders = Stream.generate(() -> place(userId, "EUR", "1"))
                .limit(ORDERS)
                .peek(order -> order.move("paid").move("shipped").move("completed"))
                .toList();
        Random chance = new Random(4);
        topic.answer(call -> switch (chance.nextInt(14)) {
            case 0 -> SnsAnswer.error(500, "InternalError");
            case 1 -> SnsAnswer.error(429, "Throttled");
            case 2 -> SnsAnswer.failing(some(chance), "InternalError", false);
            case 3 -> SnsAnswer.failing(some(chance), "InvalidParameter", true);
            case 4 -> SnsAnswer.error(403, "AuthorizationError");
            case 5 -> SnsAnswer.lost();
            case 6 -> SnsAnswer.broken();
            default -> SnsAnswer.PUBLISHED;
        });

        EventSourceMapping lambda = deliver(Functions.publishingTo(topic, topicArn));

        assertThat(lambda.redeliveries()).isPositive();
        assertThat(topic.published()).hasSizeGreaterThan(4 * ORDERS);
        orders.forEach(order -> assertThat(firstDeliveries(order.id()))
                .containsExactly(
                        "order_created 1",
                        "order_status_changed 2",
                        "order_status_changed 3",
                        "order_status_changed 4"));
    }

    @Test
    void aRecordThatIsNotAnOrderIsSkippedAndLogged() {
        Order before = place(createUser(), "EUR", "1");
        String email = "ada@example.org";
        put("USER#" + UUID.randomUUID(), "ORDER#" + UUID.randomUUID(), Map.of("currency", s(email)));
        before.move("paid");

        EventSourceMapping lambda = deliver(Functions.publishingTo(topic));

        assertThat(events(before.id()))
                .containsExactly("order_created/1 1", "order_created/2 1", "order_status_changed/1 2");
        assertThat(topic.published()).hasSize(3);
        assertThat(lambda.redeliveries()).isZero();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("Skipped a record that is not a valid order: sequence number ")
                .contains("currency")
                .doesNotContain(email);
    }

    private EventSourceMapping deliver(OrderEventsHandler function) {
        String marker = "MARKER#" + UUID.randomUUID();
        put(marker, "MARKER", Map.of());
        EventSourceMapping lambda = new EventSourceMapping(stream, event -> {
            FakeInvocation invocation = new FakeInvocation();
            try {
                return function.handleRequest(event, invocation);
            } finally {
                log.addAll(invocation.log());
            }
        });
        lambda.runThrough(record -> record.at("/dynamodb/Keys/PK/S").asText().equals(marker), LIMIT);
        return lambda;
    }

    /** Kinds and versions of an order's events, as a subscriber sees them who drops what it has seen. */
    private List<String> firstDeliveries(String orderId) {
        Set<String> seen = new HashSet<>();
        return topic.published().stream()
                .filter(entry -> entry.text("order_id").equals(orderId))
                .filter(entry -> seen.add(entry.text("event_id")))
                .map(entry -> entry.text("event") + " " + entry.text("version"))
                .toList();
    }

    /** About half of the messages of a call. */
    private static Predicate<Entry> some(Random chance) {
        int salt = chance.nextInt();
        return entry -> ((entry.text("event_id").hashCode() ^ salt) & 1) == 0;
    }

    /** Schemas and versions of the messages about an order, as they were published. */
    private List<String> events(String orderId) {
        return topic.published().stream()
                .filter(entry -> entry.text("order_id").equals(orderId))
                .map(entry -> entry.text("schema") + " " + entry.text("version"))
                .toList();
    }

    /** The message about this version of an order. */
    private Entry message(Order order) {
        return topic.published().stream()
                .filter(entry -> entry.text("order_id").equals(order.id()))
                .filter(entry -> entry.text("version").equals(order.text("version")))
                .findFirst()
                .orElseThrow();
    }

    private static String createUser() {
        String user = "{\"name\": \"Ada\", \"email\": \"" + UUID.randomUUID() + "@example.org\"}";
        return send(201, "POST", "/v1/users", user).path("user_id").asText();
    }

    private static Order place(String userId, String currency, String price) {
        return new Order(send(201, "POST", "/v1/users/" + userId + "/orders", """
                {"currency": "%s", "lines": [{"sku": "A", "name": "Thïng", "quantity": 1, "unit_price": "%s"}]}
                """.formatted(currency, price)));
    }

    private static String importOne(String userId) {
        String line = """
                {"user_id": "%s", "currency": "EUR", "lines": [{"sku": "A", "name": "A", "quantity": 1, "unit_price": "1"}]}
                """.formatted(userId);
        return send(200, "POST", "/v1/orders/import", line, "Content-Type", "application/x-ndjson")
                .path("order_id")
                .asText();
    }

    private static JsonNode send(int status, String method, String path, String body, String... headers) {
        HttpResponse<String> response = service.send(method, path, body, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return LocalService.json(response);
    }

    private static void put(String partitionKey, String sortKey, Map<String, ?> attributes) {
        Map<String, Object> item = new HashMap<>(attributes);
        item.put("PK", s(partitionKey));
        item.put("SK", s(sortKey));
        service.dynamoDb("PutItem", Map.of("TableName", LocalService.TABLE, "Item", item));
    }

    private static Map<String, String> s(String value) {
        return Map.of("S", value);
    }

    /** A version of an order, as the API returned it. */
    private record Order(JsonNode json) {

        String id() {
            return text("order_id");
        }

        String text(String member) {
            return json.path(member).asText();
        }

        Order move(String status) {
            HttpResponse<String> response = patch(status);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return new Order(LocalService.json(response));
        }

        HttpResponse<String> patch(String status) {
            return service.send(
                    "PATCH",
                    "/v1/users/" + text("user_id") + "/orders/" + id(),
                    "{\"status\": \"" + status + "\"}",
                    "If-Match",
                    "\"" + text("version") + "\"");
        }
    }
}
