package io.ordertable;

import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.calls.FaultTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An erasure is continued by another instance, while the database throttles and its answers are lost, when the first one ends. */
@TestPropertySource(
        properties = {
            "ordertable.table.name=erasures-after-kill",
            "ordertable.erasure.max-running=2",
            "ordertable.erasure.interval=1s",
            "ordertable.erasure.lease=5s",
            "ordertable.erasure.second-look=0s"
        })
class ErasureAfterKillIT extends FaultTest {

    private static final String TABLE = "erasures-after-kill";
    private static final int ORDERS = 120;

    /** Past the faults. */
    private final DynamoDbClient engine = DynamoDbClient.builder()
            .endpointOverride(LocalDynamoDb.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    private final StoredItems items = new StoredItems(engine, TABLE);

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    @Test
    void itIsContinuedAfterAKill() {
        String userId = userWithOrders();
        try (ServiceProcess killed = process("erasure-killed.log", "5s")) {
            deleteAndAwaitFirstPage(killed, userId);
        }

        disturb();

        assertErased(userId);
    }

    @Test
    void anInstanceThatStopsLeavesItToOthersAtOnce() {
        String userId = userWithOrders();
        try (ServiceProcess stopped = process("erasure-stopped.log", "1h")) {
            deleteAndAwaitFirstPage(stopped, userId);

            assertThat(stopped.stop()).isZero();

            assertErased(userId);
        }
    }

    /** Slow, so that it does not finish. */
    private static ServiceProcess process(String log, String lease) {
        List<String> command = Jvm.command(
                "-Dspring.aot.enabled=false",
                "-cp",
                System.getProperty("java.class.path"),
                OrdertableApplication.class.getName());
        return new ServiceProcess(
                command,
                Redirect.to(Path.of("target", log).toFile()),
                LocalDynamoDb.endpoint(),
                "ordertable.table.name=" + TABLE,
                "ordertable.erasure.lease=" + lease,
                "ordertable.erasure.orders-per-second=20");
    }

    private String userWithOrders() {
        String userId = Users.create(api());
        String line = Orders.some()
                .with("{\"note\": \"For Babbage\", \"contact\": {\"email\": \"ada@example.org\"}}")
                .importLine(userId);
        ApiResponse imported =
                api().post("/v1/orders/import", (line + "\n").repeat(ORDERS), "Content-Type", "application/x-ndjson");
        assertThat(imported.jsonLines()).hasSize(ORDERS);
        return userId;
    }

    private void deleteAndAwaitFirstPage(ServiceProcess instance, String userId) {
        instance.api().delete(Users.path(userId), "If-Match", "*");
        await().until(() ->
                Integer.parseInt(erasure(userId).get("orders_checked").n()) > 0);
        assertThat(orders(userId)).anyMatch(order -> order.get("note").equals(s("For Babbage")));
    }

    /** Of four calls one is throttled, and the answer to one is lost. */
    private void disturb() {
        AtomicInteger calls = new AtomicInteger();
        database.answer(call -> switch (calls.incrementAndGet() % 4) {
            case 0 -> Answer.throttled();
            case 1 -> Answer.lost();
            default -> Answer.REAL_ONE;
        });
    }

    private void assertErased(String userId) {
        await().atMost(Duration.ofSeconds(60)).until(() -> erasure(userId).containsKey("finished_at"));
        assertThat(erasure(userId).get("orders_checked").n()).isEqualTo("" + ORDERS);
        assertThat(erasure(userId).get("orders_erased").n()).isEqualTo("" + ORDERS);
        assertThat(orders(userId)).hasSize(ORDERS).allSatisfy(order -> {
            assertThat(order.get("note")).isEqualTo(s(""));
            assertThat(order.get("contact").m()).isEmpty();
            assertThat(order.get("version").n()).as("erased once").isEqualTo("2");
        });
    }

    private Map<String, AttributeValue> erasure(String userId) {
        return items.get("USER#" + userId, "ERASURE");
    }

    private List<Map<String, AttributeValue>> orders(String userId) {
        return items.partition("USER#" + userId).stream()
                .filter(item -> item.get("SK").s().startsWith("ORDER#"))
                .toList();
    }
}
