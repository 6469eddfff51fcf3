package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.ServiceInstance;
import io.ordertable.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The number of status shards is raised while old and new instances serve requests side by side. */
@TestPropertySource(properties = "ordertable.table.name=growing-shards")
class GrowingShardsIT extends IntegrationTest {

    private static final List<String> STATUSES = List.of("pending", "paid", "shipped", "completed");

    /** The status of each order that no client is changing at the moment. */
    private final Map<String, String> resting = new ConcurrentHashMap<>();

    private final Queue<ApiResponse> orders = new ConcurrentLinkedQueue<>();
    private volatile List<Api> instances = List.of();
    private volatile boolean stopped;

    @Test
    void noOrderIsLostFromAnyListWhileTheNumberIsRaisedUnderLoad() {
        Api old = api();
        instances = List.of(old);
        String userId = Users.create(old);
        try (ServiceInstance reader = instance(7, 4);
                ServiceInstance writer = instance(7, 7)) {
            List<CompletableFuture<Void>> clients = Stream.of(1, 2, 3)
                    .map(i -> CompletableFuture.runAsync(() -> placeAndMove(userId)))
                    .toList();
            placeMore();
            Map<String, String> early = Map.copyOf(resting);
            ApiResponse firstPage = old.get("/v1/orders?status=pending&limit=3");

            for (List<Api> phase : List.of(
                    List.of(old, reader.api()),
                    List.of(reader.api()),
                    List.of(reader.api(), writer.api()),
                    List.of(writer.api()))) {
                instances = phase;
                placeMore();
                phase.forEach(this::assertThatListsAreComplete);
            }
            stopped = true;
            clients.forEach(CompletableFuture::join);

            assertThatListsAreComplete(writer.api());
            assertThat(STATUSES.stream().flatMap(status -> list(old, status).stream()))
                    .as("what is in new shards, old instances do not find")
                    .hasSizeLessThan(resting.size());
            assertThat(Stream.of(PageWalk.ids(firstPage), PageWalk.ids(writer.api(), PageWalk.nextOf(firstPage)))
                            .flatMap(List::stream))
                    .as("a cursor of an old instance leads through the new shards")
                    .containsAll(unchanged(early, "pending"));
        }
    }

    private static ServiceInstance instance(int read, int write) {
        String shards = "ordertable.table.status-shards.";
        return new ServiceInstance(
                "ordertable.table.name=growing-shards", shards + "read=" + read, shards + "write=" + write);
    }

    /** Places orders and changes their statuses, each time through any of the instances. */
    private void placeAndMove(String userId) {
        while (!stopped) {
            ApiResponse placed = Orders.place(anyInstance(), userId);
            resting.put(placed.text("/order_id"), "pending");
            orders.add(placed);
            ApiResponse next = orders.remove();
            if (ThreadLocalRandom.current().nextInt(STATUSES.size()) > 0) {
                move(next);
            }
        }
    }

    private void move(ApiResponse order) {
        int status = STATUSES.indexOf(order.text("/status"));
        if (status < STATUSES.size() - 1) {
            resting.remove(order.text("/order_id"));
            ApiResponse moved = Orders.move(anyInstance(), order, STATUSES.get(status + 1));
            resting.put(moved.text("/order_id"), moved.text("/status"));
            orders.add(moved);
        }
    }

    private Api anyInstance() {
        List<Api> current = instances;
        return current.get(ThreadLocalRandom.current().nextInt(current.size()));
    }

    private void placeMore() {
        int enough = resting.size() + 40;
        await().until(() -> resting.size() >= enough);
    }

    /** The index follows its table after a moment; reading all lists may take several seconds. */
    private void assertThatListsAreComplete(Api instance) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> STATUSES.forEach(status -> {
                    Map<String, String> before = Map.copyOf(resting);
                    assertThat(list(instance, status)).doesNotHaveDuplicates().containsAll(unchanged(before, status));
                }));
    }

    /** The orders that had this status and still have it. Statuses do not come back. */
    private List<String> unchanged(Map<String, String> before, String status) {
        return before.keySet().stream()
                .filter(id -> status.equals(before.get(id)) && status.equals(resting.get(id)))
                .toList();
    }

    private static List<String> list(Api instance, String status) {
        return PageWalk.ids(instance, "/v1/orders?limit=100&status=" + status);
    }
}
