package io.ordertable.expert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.metrics.HashedKey;
import io.ordertable.metrics.MeteredTest;
import io.ordertable.table.Keys;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HotKeysIT extends MeteredTest {

    /** Of many users with one order each, one is read far more often than the others. */
    @Test
    void theHotKeyComesFirstAndQueriesCountToo() {
        for (int i = 0; i < 10; i++) {
            workload.order(workload.user());
        }
        String order = workload.order(workload.user());
        String user = order.substring(0, order.indexOf("/orders/"));
        UUID userId = UUID.fromString(user.substring("/v1/users/".length()));
        UUID orderId = UUID.fromString(order.substring(order.lastIndexOf('/') + 1));
        for (int i = 0; i < 60; i++) {
            api().get(order);
            api().get("/v1/orders/" + orderId);
            api().get(user + "/orders?limit=1");
        }
        workload.importOrders(user, 5);

        ApiResponse report = management().get("/actuator/table");
        JsonNode targets = report.json().path("hotKeys");
        assertThat(firstOf(targets, "table")).isEqualTo(HashedKey.of(Keys.user(userId)));
        assertThat(firstOf(targets, "gsi1")).isEqualTo(HashedKey.of(Keys.order(orderId)));
        assertThat(firstOf(targets, "gsi2")).startsWith("STATUS#pending#");
        assertThat(report.text()).doesNotContain(userId.toString(), orderId.toString(), "@");

        double before = consumption("table");
        api().get(user + "/orders?limit=1");
        assertThat(consumption("table")).as("what queries consume counts too").isEqualTo(before + 0.5);
    }

    @Test
    void aKeyThatIsThrottledRisesToTheTopAlthoughItConsumesLittle() {
        String busy = workload.order(workload.user());
        for (int i = 0; i < 50; i++) {
            api().get(busy);
        }
        String blocked = workload.user();

        faults.throttle(8, "TableReadKeyRangeThroughputExceeded");
        assertThat(api().get(blocked + "/orders/" + UUID.randomUUID()).problem())
                .isEqualTo("THROTTLED");

        JsonNode keys = management().get("/actuator/table").json().at("/hotKeys/table/keys");
        JsonNode first = keys.path(0);
        assertThat(first.path("key").asText())
                .isEqualTo(HashedKey.of(Keys.user(UUID.fromString(blocked.substring("/v1/users/".length())))));
        assertThat(first.path("throttledCalls").asInt()).isEqualTo(8);
        assertThat(keys.valueStream())
                .anySatisfy(hot -> assertThat(unitsOf(hot)).isGreaterThan(unitsOf(first)));
    }

    private static double unitsOf(JsonNode hotKey) {
        return hotKey.path("capacityUnits").asDouble();
    }

    private double consumption(String target) {
        return management()
                .get("/actuator/table")
                .json()
                .at("/hotKeys/" + target + "/capacityUnits")
                .asDouble();
    }

    /** Returns the first key behind those that other tests throttled. */
    private static String firstOf(JsonNode targets, String target) {
        return targets.path(target)
                .path("keys")
                .valueStream()
                .filter(hot -> hot.path("throttledCalls").asInt() == 0)
                .map(hot -> hot.path("key").asText())
                .findFirst()
                .orElseThrow();
    }
}
