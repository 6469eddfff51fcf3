package io.ordertable.metrics.hotkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.metrics.KeyLabel;
import io.ordertable.metrics.MeteredTest;
import io.ordertable.metrics.Target;
import io.ordertable.table.Keys;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HotKeysIT extends MeteredTest {

    @Autowired
    private HotKeys hotKeys;

    /** Among many users with an order each, one is read far more often, in each way. */
    @Test
    void thePlantedKeyComesFirstAndAllThatIsConsumedIsGivenToSomeKey() {
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

        ApiResponse report = management().get("/actuator/hotkeys");
        JsonNode targets = report.json().path("targets");
        assertThat(firstOf(targets, "table")).isEqualTo(KeyLabel.hashed(Keys.user(userId)));
        assertThat(firstOf(targets, "gsi1")).isEqualTo(KeyLabel.hashed(Keys.order(orderId)));
        assertThat(firstOf(targets, "gsi2")).startsWith("STATUS#pending#");
        assertThat(report.text()).doesNotContain(userId.toString(), orderId.toString(), "@");

        double before = hotKeys.of(Target.TABLE).total();
        api().get(user + "/orders?limit=1");
        assertThat(hotKeys.of(Target.TABLE).total())
                .as("what queries consume counts too")
                .isEqualTo(before + 0.5);
    }

    private static String firstOf(JsonNode targets, String target) {
        return targets.path(target).path("keys").path(0).path("key").asText();
    }
}
