package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.order.Orders;
import io.ordertable.table.Uuid7;
import io.ordertable.user.Users;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the earlier form, as they were recorded, are rewritten beside the running service. */
@CapturesOutput
class BackfillIT extends IntegrationTest {

    private static final Uuid7 IDS = new Uuid7(Clock.systemUTC());
    private static final List<RecordedItem> RECORDED = RecordedItem.ofForm(0);

    /** Of the items recorded, those that a backfill finds. */
    private static final int ORDERS = 7;

    private static final String TABLE = "backfill-" + IDS.next();

    private static ServiceInstance service;

    @BeforeAll
    static void startTheServiceOnATableOfItsOwn() {
        service = new ServiceInstance("ordertable.table.name=" + TABLE);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void deleteAllItems() {
        StoredItems stored = new StoredItems(dynamoDb, TABLE);
        items().forEach(item -> stored.delete(item.get("PK").s(), item.get("SK").s()));
    }

    @Test
    void ordersAndTheProfilesOfTheirUsersAreRewrittenAndLookTheSame(CapturedOutput output) {
        List<RecordedItem> orders = place(3);
        List<Map<String, AttributeValue>> stored = items();
        List<ApiResponse> before = read(orders);

        assertThat(run("ordertable.backfill.dry-run=true")).isTrue();
        assertThat(output)
                .contains(
                        "Dry run: 21 orders, 24 items of an earlier form; to rewrite them takes 24 write units and 0 s");
        assertThat(items()).containsExactlyInAnyOrderElementsOf(stored);

        assertThat(run()).isTrue();
        assertThat(output).contains("Rewrote 24 items of 21 orders", "Verified: of 21 orders");
        assertThat(items())
                .filteredOn(item ->
                        List.of("order", "user").contains(item.get("type").s()))
                .filteredOn(item -> !item.containsKey("schema"))
                .as("the users without orders, which cannot be found")
                .hasSize(3)
                .allMatch(item -> item.get("name").s().equals("Grace Hopper"));
        assertThat(read(orders)).extracting(ApiResponse::text).isEqualTo(texts(before, ApiResponse::text));
        assertThat(read(orders))
                .extracting(response -> response.header("ETag"))
                .isEqualTo(texts(before, response -> response.header("ETag")));

        assertThat(run()).isTrue();
        assertThat(output).contains("Rewrote 0 items of 21 orders");
    }

    /** As if it were killed: it reaches the database no more. */
    @Test
    void aRunThatEndsInTheMiddleIsResumed(CapturedOutput output) {
        place(8);
        try (FaultyDatabase database = new FaultyDatabase(LocalDynamoDb.endpoint())) {
            AtomicBoolean cut = new AtomicBoolean();
            database.answer(call -> {
                cut.compareAndSet(
                        false,
                        checkpoints().anyMatch(item -> item.get("done").n().equals("1")));
                return cut.get() ? Answer.error(400, "AccessDeniedException") : Answer.REAL_ONE;
            });

            assertThatIllegalStateException()
                    .isThrownBy(() -> run(
                            "ordertable.backfill.free-writes=100",
                            "spring.cloud.aws.dynamodb.endpoint=" + database.endpoint()))
                    .withMessageContaining("run it again to resume it");
        }

        assertThat(old()).isPositive();
        assertThat(run()).isTrue();
        assertThat(old()).isZero();
        assertThat(output).contains("Verified: of " + 8 * ORDERS + " orders");
        assertThat(checkpoints()
                        .filter(item -> item.get("SK").s().contains("#rewrite#"))
                        .mapToInt(item -> Integer.parseInt(item.get("orders").n()))
                        .sum())
                .as("no partition was begun again")
                .isEqualTo(8 * ORDERS);
    }

    @Test
    void changesDuringTheRunAreKept() {
        List<RecordedItem> orders = place(8);
        CompletableFuture<Boolean> backfill =
                CompletableFuture.supplyAsync(() -> run("ordertable.backfill.free-writes=100"));
        List<ApiResponse> changed = orders.stream()
                .filter(order -> order.text("status").equals("pending"))
                .map(order -> Orders.move(service.api(), service.api().get(path(order)), "paid"))
                .map(order -> Orders.move(service.api(), order, "shipped"))
                .toList();

        assertThat(backfill.join()).isTrue();
        assertThat(old()).isZero();
        assertThat(changed).hasSize(16).allSatisfy(order -> assertThat(service.api()
                        .get(Orders.path(order.text("/user_id"), order.text("/order_id")))
                        .text())
                .isEqualTo(order.text()));
    }

    @Test
    void whatIsLeftIsReported(CapturedOutput output) {
        place(1);
        AtomicInteger writes = new AtomicInteger();
        try (FaultyDatabase database = new FaultyDatabase(LocalDynamoDb.endpoint())) {
            database.answer(call -> call.operation().equals("UpdateItem") && writes.getAndIncrement() == 2
                    ? Answer.error(400, "ConditionalCheckFailedException")
                    : Answer.REAL_ONE);

            assertThat(run("spring.cloud.aws.dynamodb.endpoint=" + database.endpoint()))
                    .isFalse();
        }
        assertThat(output).contains("1 items have an earlier form").containsPattern("earlier form: \\w+ of USER#");
    }

    /** Stores the recorded orders and users so many times, and returns the orders. */
    private List<RecordedItem> place(int times) {
        List<RecordedItem> orders = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            List<RecordedItem> copies = RECORDED;
            for (RecordedItem original : RECORDED) {
                String id = original.text(original.isA("order") ? "order_id" : "user_id");
                if (original.isA("order") || original.isA("user")) {
                    String copy = IDS.next().toString();
                    copies = copies.stream().map(item -> item.with(id, copy)).toList();
                }
            }
            copies.forEach(copy -> dynamoDb.putItem(r -> r.tableName(TABLE).item(copy.attributes())));
            copies.stream().filter(copy -> copy.isA("order")).forEach(orders::add);
        }
        return orders;
    }

    private List<ApiResponse> read(List<RecordedItem> orders) {
        return orders.stream()
                .flatMap(order ->
                        Stream.of(service.api().get(path(order)), service.api().get(Users.path(order.text("user_id")))))
                .toList();
    }

    private static String path(RecordedItem order) {
        return Orders.path(order.text("user_id"), order.text("order_id"));
    }

    private List<Map<String, AttributeValue>> items() {
        return dynamoDb.scanPaginator(r -> r.tableName(TABLE).consistentRead(true)).items().stream()
                .toList();
    }

    private Stream<Map<String, AttributeValue>> checkpoints() {
        return items().stream().filter(item -> item.containsKey("orders"));
    }

    /** Returns how many orders have the earlier form. */
    private long old() {
        return items().stream()
                .filter(item -> item.get("type").s().equals("order") && !item.containsKey("schema"))
                .count();
    }

    private static List<String> texts(List<ApiResponse> responses, Function<ApiResponse, String> text) {
        return responses.stream().map(text).toList();
    }

    private boolean run(String... properties) {
        return OrdertableApplication.backfill(arguments(properties).toArray(String[]::new));
    }

    /** The first of two values for a property counts. */
    private Stream<String> arguments(String... properties) {
        return Stream.concat(
                        Stream.of(properties),
                        Stream.of(
                                "ordertable.backfill.free-writes=10000",
                                "ordertable.table.name=" + TABLE,
                                "spring.cloud.aws.dynamodb.endpoint=" + LocalDynamoDb.endpoint(),
                                "spring.cloud.aws.region.static=eu-west-1",
                                "spring.cloud.aws.credentials.access-key=test",
                                "spring.cloud.aws.credentials.secret-key=test"))
                .collect(Collectors.toMap(
                        property -> property.substring(0, property.indexOf('=')),
                        property -> property,
                        (first, second) -> first))
                .values()
                .stream()
                .map("--"::concat);
    }
}
