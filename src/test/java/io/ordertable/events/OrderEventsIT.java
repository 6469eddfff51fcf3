package io.ordertable.events;

import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.events.SnsCall.Entry;
import io.ordertable.order.Orders;
import io.ordertable.table.TableProperties;
import io.ordertable.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** From requests of clients over the table's stream to what subscribers of the topic get. */
class OrderEventsIT extends IntegrationTest {

    private static final int BATCH_SIZE = 7;
    private static final int ORDERS = 12;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Autowired
    private TableProperties table;

    private final SnsServer topic = new SnsServer();
    private final List<String> log = new ArrayList<>();
    private TableStream stream;

    @BeforeEach
    void readTheStreamFromHereOn() {
        stream = TableStream.of(dynamoDb, table.name());
    }

    @AfterEach
    void close() {
        stream.close();
        topic.close();
    }

    @Test
    void everyNewOrderAndEveryChangeOfStatusIsAnnouncedAndNothingElse() {
        ApiResponse user = Users.someone().register(api());
        String userId = user.text("/user_id");
        ApiResponse first =
                Orders.in("KWD").line("A", "Thïng", 3, "2.5").placeFor(api(), userId, "Idempotency-Key", "k");
        Orders.in("KWD").line("A", "Thïng", 3, "2.5").placeFor(api(), userId, "Idempotency-Key", "k");
        ApiResponse paid = Orders.move(api(), first, "paid");
        ApiResponse second = Orders.place(api(), userId);
        api().patch(
                        Users.path(userId),
                        "{\"name\": \"Ada King\", \"email\": \"" + Users.newEmail() + "\"}",
                        "If-Match",
                        "\"1\"");
        ApiResponse shipped = Orders.move(api(), paid, "shipped");
        Orders.patch(api(), "/v1/orders/" + second.text("/order_id"), "completed", "If-Match", "\"1\"");
        Orders.patch(api(), "/v1/orders/" + second.text("/order_id"), "paid", "If-Match", "\"7\"");
        ApiResponse cancelled = Orders.move(api(), second, "cancelled");
        String imported = Orders.importMany(api(), userId, 1).getFirst();
        api().delete(Users.path(userId), "If-Match", "\"2\"");

        deliver(Functions.publishingTo(topic));

        assertThat(events(first.text("/order_id")))
                .containsExactly("order_created 1", "order_status_changed 2", "order_status_changed 3");
        assertThat(events(second.text("/order_id"))).containsExactly("order_created 1", "order_status_changed 2");
        assertThat(events(imported)).containsExactly("order_created 1");
        assertThat(topic.published()).hasSize(6).allSatisfy(entry -> MessageSchemas.check(entry.message()));
        assertThat(topic.published())
                .extracting(entry -> entry.text("event_id"))
                .doesNotHaveDuplicates();
        assertThat(message(first)).satisfies(created -> {
            assertThat(created.text("user_id")).isEqualTo(userId);
            assertThat(created.text("total")).isEqualTo(first.text("/total")).isEqualTo("7.500");
            assertThat(created.text("currency")).isEqualTo("KWD");
            assertThat(created.text("status")).isEqualTo("pending");
            assertThat(created.text("created_at")).isEqualTo(first.text("/created_at"));
            assertThat(created.text("occurred_at")).isEqualTo(first.text("/created_at"));
            assertThat(created.attributes())
                    .isEqualTo(Map.of("event", "order_created", "status", "pending", "currency", "KWD"));
        });
        assertThat(message(shipped)).satisfies(change -> {
            assertThat(change.text("old_status")).isEqualTo("paid");
            assertThat(change.text("new_status")).isEqualTo("shipped");
            assertThat(change.text("occurred_at")).isEqualTo(shipped.text("/updated_at"));
            assertThat(change.attributes())
                    .isEqualTo(Map.of("event", "order_status_changed", "status", "shipped", "currency", "KWD"));
        });
        assertThat(message(cancelled).text("new_status")).isEqualTo("cancelled");
        assertThat(log).isEmpty();
    }

    @Test
    void anOrderThatIsDeletedIsAnnouncedAsItWasLast() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "cancelled");
        dynamoDb.deleteItem(r -> r.tableName(table.name())
                .key(Map.of(
                        "PK", s("USER#" + order.text("/user_id")),
                        "SK", s("ORDER#" + order.text("/order_id")))));

        deliver(Functions.publishingTo(topic));

        assertThat(events(order.text("/order_id")))
                .containsExactly("order_created 1", "order_status_changed 2", "order_deleted 2");
        assertThat(topic.published()).last().satisfies(deleted -> {
            MessageSchemas.check(deleted.message());
            assertThat(deleted.text("status")).isEqualTo("cancelled");
            assertThat(deleted.text("reason")).isEqualTo("request");
        });
    }

    /** Whatever fails, each subscriber who drops events that it knows sees each order's versions one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {Functions.TOPIC, Functions.FIFO_TOPIC})
    void failuresOfTheTopicDelayEventsAndLoseNone(String topicArn) {
        String userId = Users.create(api());
        List<ApiResponse> orders = Stream.generate(() -> Orders.placeAs(api(), userId, "completed"))
                .limit(ORDERS)
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
        orders.forEach(order -> assertThat(firstDeliveries(order.text("/order_id")))
                .containsExactly(
                        "order_created 1",
                        "order_status_changed 2",
                        "order_status_changed 3",
                        "order_status_changed 4"));
    }

    @Test
    void aRecordThatCannotBeReadIsSkippedAndLogged() {
        ApiResponse before = Orders.place(api(), Users.create(api()));
        String email = Users.newEmail();
        dynamoDb.putItem(r -> r.tableName(table.name())
                .item(Map.of(
                        "PK",
                        s("USER#" + UUID.randomUUID()),
                        "SK",
                        s("ORDER#" + UUID.randomUUID()),
                        "type",
                        s("order"),
                        "currency",
                        s(email))));
        ApiResponse after = Orders.move(api(), before, "paid");

        EventSourceMapping lambda = deliver(Functions.publishingTo(topic));

        assertThat(events(after.text("/order_id"))).containsExactly("order_created 1", "order_status_changed 2");
        assertThat(topic.published()).hasSize(2);
        assertThat(lambda.redeliveries()).isZero();
        assertThat(log)
                .singleElement()
                .asString()
                .contains("sequence number 0")
                .contains("currency is malformed")
                .doesNotContain(email);
    }

    @Test
    void aRecordThatNeverComesIsWaitedForNoLongerThanTheLimit() {
        EventSourceMapping lambda = new EventSourceMapping(
                stream, BATCH_SIZE, event -> StreamsEventResponse.builder().build());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> lambda.runThrough(record -> false, Duration.ofMillis(100)))
                .withMessage("After PT0.1S the last record has not been read, and 0 records have not been taken");
    }

    private EventSourceMapping deliver(OrderEventsHandler function) {
        String marker = "MARKER#" + UUID.randomUUID();
        dynamoDb.putItem(r -> r.tableName(table.name()).item(Map.of("PK", s(marker), "SK", s("MARKER"))));
        EventSourceMapping lambda = new EventSourceMapping(stream, BATCH_SIZE, event -> {
            FakeInvocation invocation = new FakeInvocation(TIMEOUT);
            try {
                return function.handleRequest(event, invocation);
            } finally {
                log.addAll(invocation.log());
            }
        });
        lambda.runThrough(record -> record.dynamodb().keys().get("PK").s().equals(marker), LIMIT);
        return lambda;
    }

    /** Kinds and versions of an order's events, as a subscriber sees them who drops what is known. */
    private List<String> firstDeliveries(String orderId) {
        Set<String> known = new HashSet<>();
        return topic.published().stream()
                .filter(entry -> entry.text("order_id").equals(orderId))
                .filter(entry -> known.add(entry.text("event_id")))
                .map(entry -> entry.attributes().get("event") + " " + entry.text("version"))
                .toList();
    }

    /** About half of the messages of a call. */
    private static Predicate<Entry> some(Random chance) {
        int salt = chance.nextInt();
        return entry -> ((entry.text("event_id").hashCode() ^ salt) & 1) == 0;
    }

    /** Kinds and versions of an order's events, as they were published. */
    private List<String> events(String orderId) {
        return topic.published().stream()
                .filter(entry -> entry.text("order_id").equals(orderId))
                .map(entry -> entry.attributes().get("event") + " " + entry.text("version"))
                .toList();
    }

    /** The message about this version of an order. */
    private Entry message(ApiResponse order) {
        return topic.published().stream()
                .filter(entry -> entry.text("order_id").equals(order.text("/order_id")))
                .filter(entry -> entry.text("version").equals(order.text("/version")))
                .findFirst()
                .orElseThrow();
    }
}
