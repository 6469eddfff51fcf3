package io.ordertable.user;

import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.IntegrationTest;
import io.ordertable.ServiceInstance;
import io.ordertable.order.Orders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Users are deleted through an instance that leaves all erasures to two others. */
@TestPropertySource(properties = {"ordertable.table.name=erasures-of-others", "ordertable.erasure.max-running=0"})
class ErasuresOnManyInstancesIT extends IntegrationTest {

    private static final int ORDERS = 30;

    @Test
    void eachErasureIsFoundAndCarriedOutOnce() {
        List<String> users = Stream.generate(this::deletedUser).limit(8).toList();

        try (ServiceInstance one = instance();
                ServiceInstance another = instance()) {
            await().atMost(Duration.ofMinutes(1)).until(() -> users.stream().allMatch(user -> Stream.of(one, another)
                    .map(instance -> instance.api().get(Users.path(user) + "/erasure"))
                    .allMatch(erasure -> erasure.text("/state").equals("completed"))));
        }

        assertThat(users).allSatisfy(user -> {
            Map<String, AttributeValue> erasure = stored().get("USER#" + user, "ERASURE");
            assertThat(erasure.get("orders_erased").n()).isEqualTo(String.valueOf(ORDERS));
            assertThat(stored().partition("USER#" + user))
                    .filteredOn(item -> item.get("type").equals(s("order")))
                    .hasSize(ORDERS)
                    .allSatisfy(order -> {
                        assertThat(order.get("note")).isEqualTo(s(""));
                        assertThat(order.get("version").n()).isEqualTo("2");
                    });
        });
    }

    private static ServiceInstance instance() {
        return new ServiceInstance(
                "ordertable.table.name=erasures-of-others",
                "ordertable.erasure.interval=1s",
                "ordertable.erasure.lease=5s",
                "ordertable.erasure.second-look=0s");
    }

    private String deletedUser() {
        String userId = Users.create(api());
        String line = Orders.some().with("{\"note\": \"Please ring.\"}").importLine(userId) + "\n";
        api().post("/v1/orders/import", line.repeat(ORDERS), "Content-Type", "application/x-ndjson");
        api().delete(Users.path(userId), "If-Match", "*");
        return userId;
    }
}
