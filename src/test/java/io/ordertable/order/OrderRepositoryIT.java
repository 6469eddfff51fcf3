package io.ordertable.order;

import static io.ordertable.StoredItems.n;
import static io.ordertable.StoredItems.s;
import static io.ordertable.order.OrderBuilder.anOrder;
import static io.ordertable.user.UserBuilder.aUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertable.IntegrationTest;
import io.ordertable.StoredItems;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.idempotency.IdempotencyKeyReused;
import io.ordertable.table.ItemSize;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableProperties;
import io.ordertable.user.UserNotFound;
import io.ordertable.web.PreconditionFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public class OrderRepositoryIT extends IntegrationTest {

    private static final Instant PLACED = Instant.parse("2026-11-05T10:15:30Z");
    private static final Instant CHANGED = Instant.parse("2026-11-06T11:16:31.230Z");

    @Autowired
    private OrderRepository repository;

    @Autowired
    private OrderBatchRepository batches;

    @Autowired
    private TableProperties table;

    private StoredItems stored;
    private UUID user;

    @BeforeEach
    void registerAUser() {
        stored = new StoredItems(dynamoDb, table.name());
        user = aUser().registeredAt(api());
    }

    /** DynamoDB trims trailing zeros from numbers, DynamoDB Local only outside of lists and maps: so none here. */
    @Test
    void anOrderIsOneItemUnderItsUserAndInBothIndexes() {
        Order order = anOrder()
                .of(user)
                .placedAt(PLACED)
                .line("INK-7", "Ink, blue", 2, "9.99")
                .line("PEN-1", "Pen", 1, "4.95")
                .build();

        assertThat(repository.create(order, null)).isEqualTo(order.orderId());

        assertThat(item(order))
                .isEqualTo(pending(
                        order, "24.93", line("INK-7", "Ink, blue", "2", "9.99"), line("PEN-1", "Pen", "1", "4.95")));
        assertThat(stored.partition("USER#" + user)).hasSize(2);
    }

    @Test
    void anImportedOrderIsStoredAsAPlacedOneIs() {
        Order order = anOrder()
                .of(user)
                .placedAt(PLACED)
                .line("PEN-1", "Pen", 3, "0.11")
                .build();

        assertThat(batches.store(List.of(order))).isEmpty();

        assertThat(item(order)).isEqualTo(pending(order, "0.33", line("PEN-1", "Pen", "3", "0.11")));
    }

    @ParameterizedTest
    @CsvSource({
        "JPY, 999999999999, 1000000, 999999999999000000",
        "EUR, 999999999999.99, 1000000, 999999999999990000",
        "KWD, 999999999999.999, 999999, 999998999999999000.001",
        "CLF, 0.0001, 1, 0.0001",
        "EUR, 0.00, 5, 0",
    })
    void amountsAreStoredAndReadBackExactly(String currency, String price, int quantity, String total) {
        Order order =
                anOrder().of(user).in(currency).line("A", "A", quantity, price).build();

        repository.create(order, null);

        assertThat(item(order).get("total")).isEqualTo(n(total));
        assertThat(repository.find(order.key(), true)).contains(order);
        assertThat(repository.findById(order.orderId())).contains(order);
    }

    @Test
    void aRepeatedCallStoresTheOrderOnce() {
        Order order = anOrder().of(user).build();
        Idempotency key = idempotency("key", order);

        assertThat(repository.create(order, key)).isEqualTo(order.orderId());
        assertThat(repository.create(order, key)).isEqualTo(order.orderId());

        assertThat(stored.partition("USER#" + user)).hasSize(3);
        assertThat(repository.find(order.key(), true)).contains(order);
    }

    @Test
    void anOrderOfAUserThatDoesNotExistIsRefused() {
        Order order = anOrder().build();

        assertThatExceptionOfType(UserNotFound.class).isThrownBy(() -> repository.create(order, null));
        assertThatExceptionOfType(UserNotFound.class)
                .isThrownBy(() -> repository.create(order, idempotency("key", order)));

        assertThat(stored.partition("USER#" + order.userId())).isEmpty();
    }

    @Test
    void anIdempotencyKeyIsRememberedForADay() {
        Order order = anOrder().of(user).placedAt(PLACED).build();
        Idempotency idempotency = idempotency("key 1~", order);

        repository.create(order, idempotency);

        assertThat(stored.get("USER#" + user, "IDEMPOTENCY#key 1~"))
                .isEqualTo(Map.of(
                        "PK", s("USER#" + user),
                        "SK", s("IDEMPOTENCY#key 1~"),
                        "type", s("idempotency"),
                        "resource_id", s(order.orderId().toString()),
                        "request_hash", s(idempotency.requestHash()),
                        "expires_at", n(Long.toString(PLACED.getEpochSecond() + 24 * 60 * 60))));
    }

    @Test
    void aKeyThatIsSentAgainLeadsToTheFirstOrder() {
        Order first = anOrder().of(user).build();
        Order second = anOrder().of(user).build();
        repository.create(first, idempotency("key", first));

        assertThat(repository.create(second, idempotency("key", second))).isEqualTo(first.orderId());

        assertThat(item(second)).isEmpty();
    }

    @Test
    void aKeyThatIsSentWithAnotherOrderIsRefused() {
        Order first = anOrder().of(user).build();
        Order second = anOrder().of(user).line("PEN-1", "Pen", 1, "4.96").build();
        repository.create(first, idempotency("key", first));

        assertThatExceptionOfType(IdempotencyKeyReused.class)
                .isThrownBy(() -> repository.create(second, idempotency("key", second)));

        assertThat(item(second)).isEmpty();
    }

    @Test
    void usersDoNotShareKeys() {
        Order first = anOrder().of(user).build();
        Order second = anOrder().of(aUser().registeredAt(api())).build();

        assertThat(repository.create(first, idempotency("key", first))).isEqualTo(first.orderId());
        assertThat(repository.create(second, idempotency("key", second))).isEqualTo(second.orderId());
    }

    @Test
    void aKeyPastItsTimeIsFreeAlthoughItsRecordIsStillThere() {
        Instant now = Instant.now();
        Order old = anOrder().of(user).placedAt(now.minus(Duration.ofHours(24))).build();
        Order other =
                anOrder().of(user).placedAt(now).line("PEN-1", "Pen", 1, "1").build();
        repository.create(old, idempotency("key", old));

        assertThat(repository.create(other, idempotency("key", other))).isEqualTo(other.orderId());

        assertThat(stored.get("USER#" + user, "IDEMPOTENCY#key"))
                .containsEntry("resource_id", s(other.orderId().toString()));
    }

    @Test
    void aKeyIsTakenUntilItsTimeIsOver() {
        Instant now = Instant.now();
        Order old = anOrder()
                .of(user)
                .placedAt(now.minus(Duration.ofHours(24)).plusSeconds(1))
                .build();
        Order again = anOrder().of(user).placedAt(now).build();
        repository.create(old, idempotency("key", old));

        assertThat(repository.create(again, idempotency("key", again))).isEqualTo(old.orderId());
    }

    @Test
    void aKeyLeadsToItsOrderEvenWhenTheUserIsDeleted() {
        Order first = anOrder().of(user).build();
        Order again = anOrder().of(user).build();
        repository.create(first, idempotency("key", first));
        delete(user);

        assertThat(repository.create(again, idempotency("key", again))).isEqualTo(first.orderId());
    }

    @Test
    void aDeletedUsersOrdersStayAsTheyWere() {
        Order order = placed(anOrder().of(user));
        Map<String, AttributeValue> before = item(order);

        delete(user);

        assertThat(stored.partition("USER#" + user)).containsExactly(before);
    }

    @Test
    void theLargestOrderThatIsAcceptedIsStoredAndTakesItsWholeWay() {
        Order order = anOrder()
                .of(user)
                .line("A", "x".repeat(ItemSize.LIMIT - 1_000), 1, "1")
                .build();
        int room = ItemSize.LIMIT - 256 - size(order);
        Order largest = anOrder()
                .of(user)
                .line("A", "x".repeat(ItemSize.LIMIT - 1_000 + room), 1, "1")
                .build();
        Order tooLarge = anOrder()
                .of(user)
                .line("A", "x".repeat(ItemSize.LIMIT - 1_000 + room + 1), 1, "1")
                .build();

        repository.create(largest, null);
        assertThatExceptionOfType(OrderTooLarge.class).isThrownBy(() -> repository.create(tooLarge, null));

        List<OrderStatus> way =
                List.of(OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.COMPLETED, OrderStatus.RETURNED);
        for (int i = 0; i < way.size(); i++) {
            assertThat(repository.change(change(largest, way.get(i), i + 1)).status())
                    .isEqualTo(way.get(i));
        }
        assertThat(item(tooLarge)).isEmpty();
    }

    @Test
    void anOrderIsFoundByItsKeyAndByItsId() {
        Order order = placed(anOrder().of(user));

        assertThat(repository.find(order.key(), true)).contains(order);
        assertThat(repository.find(order.key(), false)).contains(order);
        assertThat(repository.findById(order.orderId())).contains(order);
    }

    @Test
    void anOrderIsNotFoundUnderAnotherUserOrId() {
        Order order = placed(anOrder().of(user));
        UUID other = UUID.randomUUID();

        assertThat(repository.find(new OrderKey(other, order.orderId()), true)).isEmpty();
        assertThat(repository.find(new OrderKey(user, other), true)).isEmpty();
        assertThat(repository.findById(other)).isEmpty();
    }

    @Test
    void aChangeOfStatusWritesStatusShardTimeAndVersionAndNothingElse() {
        Order order = placed(anOrder().of(user).placedAt(PLACED));
        Map<String, AttributeValue> expected = new HashMap<>(item(order));
        expected.put("status", s("paid"));
        expected.put("GSI2PK", s("STATUS#paid#" + shard(order)));
        expected.put("updated_at", s("2026-11-06T11:16:31.230Z"));
        expected.put("version", n("2"));

        Order paid = repository.change(change(order, OrderStatus.PAID, 1));

        assertThat(item(order)).isEqualTo(expected);
        assertThat(paid).isEqualTo(repository.find(order.key(), true).orElseThrow());
        assertThat(paid.status()).isEqualTo(OrderStatus.PAID);
        assertThat(paid.version()).isEqualTo(2);
        assertThat(paid.updatedAt()).isEqualTo(CHANGED);
    }

    @ParameterizedTest
    @EnumSource
    void dynamoDbItselfLetsAnOrderTakeOnlyTheWaysThereAre(OrderStatus from) {
        for (OrderStatus to : OrderStatus.values()) {
            Order order = anOrder().of(user).that(from).build();
            batches.store(List.of(order));

            if (from.canTransitionTo(to)) {
                assertThat(repository.change(change(order, to, 1)).status()).isEqualTo(to);
            } else {
                Map<String, AttributeValue> before = item(order);
                assertThatExceptionOfType(IllegalTransition.class)
                        .isThrownBy(() -> repository.change(change(order, to, 1)))
                        .satisfies(problem -> assertThat(problem.members())
                                .isEqualTo(Map.of("from", from, "to", to, "allowed", from.allowedTransitions())));
                assertThat(item(order)).isEqualTo(before);
            }
        }
    }

    @Test
    void aChangeOfAnotherVersionIsRefused() {
        Order order = placed(anOrder().of(user));
        repository.change(change(order, OrderStatus.PAID, 1));
        Map<String, AttributeValue> before = item(order);

        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> repository.change(change(order, OrderStatus.SHIPPED, 1)))
                .withMessageContaining("\"2\"");
        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> repository.change(change(order, OrderStatus.SHIPPED, 3)))
                .withMessageContaining("\"2\"");

        assertThat(item(order)).isEqualTo(before);
    }

    @Test
    void aChangeOfAnOrderThatDoesNotExistIsRefusedAndStoresNothing() {
        Order order = anOrder().of(user).build();

        assertThatExceptionOfType(OrderNotFound.class)
                .isThrownBy(() -> repository.change(change(order, OrderStatus.PAID, 1)));

        assertThat(item(order)).isEmpty();
    }

    private Order placed(OrderBuilder builder) {
        Order order = builder.build();
        assertThat(repository.create(order, null)).isEqualTo(order.orderId());
        return order;
    }

    private void delete(UUID userId) {
        assertThat(api().delete("/v1/users/" + userId, "If-Match", "*").status())
                .isEqualTo(204);
    }

    private Map<String, AttributeValue> item(Order order) {
        return stored.get("USER#" + order.userId(), "ORDER#" + order.orderId());
    }

    private int size(Order order) {
        Map<String, AttributeValue> item =
                OrderItem.SCHEMA.itemToMap(OrderItem.from(order, new StatusShards(table.statusShards())), true);
        return ItemSize.of(item);
    }

    private static StatusChange change(Order order, OrderStatus to, long expectedVersion) {
        return new StatusChange(order.userId(), order.orderId(), to, expectedVersion, CHANGED);
    }

    private static Idempotency idempotency(String key, Order order) {
        return new Idempotency(key, order.lines().toString());
    }

    private static int shard(Order order) {
        return Math.floorMod(order.orderId().hashCode(), 4);
    }

    private static Map<String, AttributeValue> pending(Order order, String total, AttributeValue... lines) {
        String userId = order.userId().toString();
        String orderId = order.orderId().toString();
        return Map.ofEntries(
                Map.entry("PK", s("USER#" + userId)),
                Map.entry("SK", s("ORDER#" + orderId)),
                Map.entry("GSI1PK", s("ORDER#" + orderId)),
                Map.entry("GSI1SK", s("USER#" + userId)),
                Map.entry("GSI2PK", s("STATUS#pending#" + shard(order))),
                Map.entry("GSI2SK", s("ORDER#" + orderId)),
                Map.entry("type", s("order")),
                Map.entry("order_id", s(orderId)),
                Map.entry("user_id", s(userId)),
                Map.entry("status", s("pending")),
                Map.entry("currency", s("EUR")),
                Map.entry("lines", AttributeValue.fromL(List.of(lines))),
                Map.entry("total", n(total)),
                Map.entry("created_at", s("2026-11-05T10:15:30.000Z")),
                Map.entry("updated_at", s("2026-11-05T10:15:30.000Z")),
                Map.entry("version", n("1")));
    }

    private static AttributeValue line(String sku, String name, String quantity, String unitPrice) {
        return AttributeValue.fromM(
                Map.of("sku", s(sku), "name", s(name), "quantity", n(quantity), "unit_price", n(unitPrice)));
    }
}
