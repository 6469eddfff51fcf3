package io.ordertable.user;

import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.ordertable.Api;
import io.ordertable.FaultyDatabase;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.IntegrationTest;
import io.ordertable.ServiceInstance;
import io.ordertable.order.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Erasures beside an instance that leaves all of them to others. */
@TestPropertySource(properties = {"ordertable.table.name=erasures-of-others", "ordertable.erasure.max-running=0"})
class ErasuresOnManyInstancesIT extends IntegrationTest {

    private static final int ORDERS = 60;

    @Autowired
    private AwsConnectionDetails engine;

    @Test
    void eachErasureIsFoundAndCarriedOutOnce() {
        List<String> users = Stream.generate(this::userWithOrders).limit(4).toList();
        users.forEach(user -> delete(api(), user));

        try (ServiceInstance one = instance();
                ServiceInstance another = instance()) {
            users.forEach(user -> {
                awaitErasure(one, user);
                awaitErasure(another, user);
            });
        }
        assertThat(users).allSatisfy(this::assertErasedOnce);
    }

    /** To others, an instance that was killed and one that no longer reaches the database are the same. */
    @Test
    void whatAnInstanceBeganIsContinuedByAnotherWhileTheDatabaseFails() {
        String left = userWithOrders();
        String handedOver = userWithOrders();
        try (FaultyDatabase cut = new FaultyDatabase(engine.getEndpoint());
                FaultyDatabase failing = new FaultyDatabase(engine.getEndpoint());
                ServiceInstance cutOff = new ServiceInstance(cut, slowly("lease=5s"))) {
            deleteAndAwaitFirstPage(cutOff, left);
            cut.stop();
            try (ServiceInstance stopped = new ServiceInstance(slowly("lease=1h"))) {
                deleteAndAwaitFirstPage(stopped, handedOver);
            }
            assertThat(erasure(left)).doesNotContainKey("finished_at");
            assertThat(erasure(handedOver)).doesNotContainKey("finished_at");
            throttleAndLoseAnswers(failing);

            try (ServiceInstance another = new ServiceInstance(failing, atOnce())) {
                awaitErasure(another, left);
                awaitErasure(another, handedOver);
            }
        }
        assertErasedOnce(left);
        assertErasedOnce(handedOver);
    }

    /** Of four calls one is throttled, and the answer to one is lost. */
    private static void throttleAndLoseAnswers(FaultyDatabase database) {
        AtomicInteger calls = new AtomicInteger();
        database.answer(call -> switch (calls.incrementAndGet() % 4) {
            case 0 -> Answer.throttled();
            case 1 -> Answer.lost();
            default -> Answer.REAL_ONE;
        });
    }

    private static ServiceInstance instance() {
        return new ServiceInstance(atOnce());
    }

    private static String[] atOnce() {
        return new String[] {
            "ordertable.table.name=erasures-of-others",
            "ordertable.erasure.interval=1s",
            "ordertable.erasure.lease=5s",
            "ordertable.erasure.second-look=0s",
            "resilience4j.retry.instances.dynamodb.wait-duration=2ms"
        };
    }

    /** So slowly that a test can interrupt it. */
    private static String[] slowly(String lease) {
        return StringUtils.concatenateStringArrays(
                new String[] {"ordertable.erasure." + lease, "ordertable.erasure.orders-per-second=5"},
                new String[] {"ordertable.table.name=erasures-of-others", "ordertable.erasure.interval=1h"});
    }

    private String userWithOrders() {
        String userId = Users.create(api());
        String line = Orders.some().with("{\"note\": \"Please ring.\"}").importLine(userId) + "\n";
        api().post("/v1/orders/import", line.repeat(ORDERS), "Content-Type", "application/x-ndjson");
        return userId;
    }

    private static void delete(Api api, String userId) {
        assertThat(api.delete(Users.path(userId), "If-Match", "*").status()).isEqualTo(202);
    }

    private void deleteAndAwaitFirstPage(ServiceInstance instance, String userId) {
        delete(instance.api(), userId);
        await().until(() ->
                Integer.parseInt(erasure(userId).get("orders_checked").n()) > 0);
    }

    private void awaitErasure(ServiceInstance instance, String userId) {
        await().atMost(Duration.ofMinutes(1)).until(() -> instance.api()
                .get(Users.path(userId) + "/erasure")
                .text("/state")
                .equals("completed"));
    }

    private void assertErasedOnce(String userId) {
        assertThat(erasure(userId).get("orders_checked").n()).isEqualTo("" + ORDERS);
        assertThat(erasure(userId).get("orders_erased").n()).isEqualTo("" + ORDERS);
        assertThat(stored().partition("USER#" + userId))
                .filteredOn(item -> item.get("type").equals(s("order")))
                .hasSize(ORDERS)
                .allSatisfy(order -> {
                    assertThat(order.get("note")).isEqualTo(s(""));
                    assertThat(order.get("version").n()).as("erased once").isEqualTo("2");
                });
    }

    private Map<String, AttributeValue> erasure(String userId) {
        return stored().get("USER#" + userId, "ERASURE");
    }
}
