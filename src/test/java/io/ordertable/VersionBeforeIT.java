package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The version before, from the jar that the environment variable {@code VERSION_BEFORE} names, and this one on the same table, as during a deployment. It is
 * the last version that stores items without {@code schema}.
 */
class VersionBeforeIT extends IntegrationTest {

    private static final String JAR = Objects.requireNonNullElse(System.getenv("VERSION_BEFORE"), "");
    private static final String TABLE = "version-before-" + UUID.randomUUID();
    private static final int CLIENTS = 6;
    private static final int ORDERS = 36;
    private static final int RENAMES = 10;

    private static final String DETAILS = """
            {
              "shipping_address": {"name": "Ada", "lines": ["1 Main Street"], "city": "Leeds", "country": "GB"},
              "adjustments": [{"type": "shipping", "label": "Parcel", "amount": "4.90"}],
              "metadata": {"channel": "web"}
            }
            """;

    @TempDir
    private static Path directory;

    private static ServiceProcess before;
    private static ServiceInstance now;

    private final Queue<Step> steps = new ConcurrentLinkedQueue<>();

    /** A change of an order's status that succeeded. */
    private record Step(String orderId, long version, String status, boolean byThisVersion) {}

    @BeforeAll
    static void startBoth() {
        assumeFalse(JAR.isEmpty(), "no jar of the version before, which .ci/run builds");
        before = new ServiceProcess(
                Jvm.command("-Dspring.aot.enabled=false", "-jar", JAR),
                Redirect.to(directory.resolve("before.log").toFile()),
                LocalDynamoDb.endpoint(),
                "ordertable.table.name=" + TABLE,
                "ordertable.deadline=60s",
                "ordertable.dynamodb.call-timeout=20s");
        now = new ServiceInstance(
                "ordertable.table.name=" + TABLE,
                "ordertable.deadline=60s",
                "ordertable.dynamodb.call-timeout=20s",
                "ordertable.quotas.staff-reads=1000000",
                "ordertable.quotas.staff-writes=1000000");
    }

    @AfterAll
    static void stopBoth() {
        if (!JAR.isEmpty()) {
            before.close();
            now.close();
        }
    }

    @Test
    void nothingIsLostWhileBothChangeTheSameOrders() {
        String userId = Users.create(before.api());
        List<ApiResponse> placed = place(userId);
        List<JsonNode> asPlaced = placed.stream().map(this::now).toList();

        Race.of(CLIENTS + 1, client -> {
            if (client == CLIENTS) {
                // Too early, so there may be something left afterwards.
                return backfill();
            }
            Random random = new Random(client);
            placed.forEach(order -> moveOn(order, random));
            return true;
        });

        assertThat(steps).extracting(Step::byThisVersion).contains(true, false);
        for (JsonNode order : asPlaced) {
            assertKept(order, stepsOf(order));
        }
        assertThat(ids(now.api(), userId)).isEqualTo(ids(before.api(), userId)).hasSize(ORDERS);
    }

    @Test
    void nothingIsLostWhileBothChangeTheSameUser() {
        ApiResponse user = Users.someone().register(now.api());
        String path = Users.path(user.text("/user_id"));
        AtomicInteger changes = new AtomicInteger();

        Race.of(CLIENTS, client -> {
            for (int i = 0; i < RENAMES; i++) {
                Api api = (client + i) % 2 == 0 ? now.api() : before.api();
                String tag = api.get(path + "?consistent=true").header("ETag");
                ApiResponse changed = api.patch(path, "{\"name\": \"Ada %d\"}".formatted(i), "If-Match", tag);
                assertThat(changed.status()).isIn(200, 412);
                changes.addAndGet(changed.status() == 200 ? 1 : 0);
            }
            return client;
        });

        assertThat(now.api().get(path + "?consistent=true").text())
                .isEqualTo(before.api().get(path + "?consistent=true").text())
                .contains("\"version\":" + (1 + changes.get()));
    }

    private static boolean backfill() {
        return OrdertableApplication.backfill(
                "--ordertable.table.name=" + TABLE,
                "--ordertable.backfill.free-writes=10000",
                "--spring.cloud.aws.dynamodb.endpoint=" + LocalDynamoDb.endpoint(),
                "--spring.cloud.aws.region.static=eu-west-1",
                "--spring.cloud.aws.credentials.access-key=test",
                "--spring.cloud.aws.credentials.secret-key=test");
    }

    /** Changes the order's status until it is final, each time with one of the versions, and against the other clients. */
    private void moveOn(ApiResponse order, Random random) {
        String path = Orders.path(order.text("/user_id"), order.text("/order_id"));
        while (true) {
            ApiResponse current = api(random.nextBoolean()).get(path);
            List<JsonNode> next =
                    current.json().path("allowed_transitions").valueStream().toList();
            if (next.isEmpty()) {
                return;
            }
            boolean byThisVersion = random.nextBoolean();
            String status =
                    next.get(random.nextInt(4) == 0 ? next.size() - 1 : 0).asText();
            ApiResponse changed = Orders.patch(api(byThisVersion), path, status, "If-Match", current.header("ETag"));
            assertThat(changed.status()).as(changed.text()).isIn(200, 412);
            if (changed.status() == 200) {
                steps.add(new Step(
                        order.text("/order_id"), changed.json().path("version").asLong(), status, byThisVersion));
            }
        }
    }

    private List<Step> stepsOf(JsonNode order) {
        return steps.stream()
                .filter(step -> step.orderId().equals(order.path("order_id").asText()))
                .sorted(Comparator.comparing(Step::version))
                .toList();
    }

    private void assertKept(JsonNode placed, List<Step> made) {
        String path = Orders.path(
                placed.path("user_id").asText(), placed.path("order_id").asText());
        JsonNode seenNow = now.api().get(path).json();
        JsonNode seenBefore = before.api().get(path).json();

        assertThat(made)
                .extracting(Step::version)
                .as("each version was made once")
                .isEqualTo(LongStream.rangeClosed(2, made.size() + 1).boxed().toList());
        assertThat(Stream.of(seenNow, seenBefore)).allSatisfy(order -> {
            assertThat(order.path("version").asLong()).isEqualTo(made.size() + 1);
            assertThat(order.path("status").asText()).isEqualTo(made.getLast().status());
        });
        assertThat(seenNow.path("timeline")
                        .valueStream()
                        .map(step ->
                                step.path("version") + " " + step.path("status").asText()))
                .as("steps of this version, and those of the other that it or nobody went on from")
                .containsAll(IntStream.range(0, made.size())
                        .filter(i -> made.get(i).byThisVersion()
                                || i == made.size() - 1
                                || made.get(i + 1).byThisVersion())
                        .mapToObj(i -> made.get(i).version() + " " + made.get(i).status())
                        .toList());
        Stream.of("lines", "total", "shipping_address", "adjustments", "metadata", "created_at")
                .forEach(member -> assertThat(seenNow.path(member)).isEqualTo(placed.path(member)));
    }

    private JsonNode now(ApiResponse order) {
        return now.api()
                .get(Orders.path(order.text("/user_id"), order.text("/order_id")))
                .json();
    }

    private static Api api(boolean ofThisVersion) {
        return ofThisVersion ? now.api() : before.api();
    }

    private static List<String> ids(Api api, String userId) {
        return api.get(Orders.path(userId) + "?limit=100").texts("/items", "order_id");
    }

    private List<ApiResponse> place(String userId) {
        List<ApiResponse> placed = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            placed.add(
                    i % 3 == 0
                            ? Orders.place(before.api(), userId)
                            : Orders.some().with(DETAILS).placeFor(now.api(), userId));
        }
        return placed;
    }
}
