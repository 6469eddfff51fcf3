package io.ordertable.metrics.hotkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.metrics.KeyLabel;
import io.ordertable.metrics.MeteredTest;
import io.ordertable.metrics.Target;
import io.ordertable.table.Keys;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HotKeysIT extends MeteredTest {

    @Autowired
    private HotKeys hotKeys;

    private String order;
    private UUID userId;
    private UUID orderId;

    /** Many users with an order each, and one that is asked for far more often, in each way. */
    @BeforeEach
    void skewedWorkload() {
        for (int i = 0; i < 30; i++) {
            workload.order(workload.user());
        }
        order = workload.order(workload.user());
        String[] path = order.split("/");
        userId = UUID.fromString(path[3]);
        orderId = UUID.fromString(path[5]);
        for (int i = 0; i < 60; i++) {
            api().get(order);
            api().get("/v1/orders/" + orderId);
            api().get("/v1/users/" + userId + "/orders?limit=1");
        }
        workload.pay(order);
        workload.importOrders("/v1/users/" + userId, 5);
    }

    @Test
    void thePlantedKeyComesFirst() {
        JsonNode targets = management().get("/actuator/hotkeys").json().path("targets");

        assertThat(firstOf(targets, "table")).isEqualTo(KeyLabel.hashed(Keys.user(userId)));
        assertThat(firstOf(targets, "gsi1")).isEqualTo(KeyLabel.hashed(Keys.order(orderId)));
        assertThat(firstOf(targets, "gsi2")).startsWith("STATUS#pending#");
        assertThat(management().get("/actuator/hotkeys").text())
                .doesNotContain(userId.toString(), orderId.toString(), "@");
    }

    /** Should the enhanced client name the values of a query otherwise, queries would count for no key. */
    @Test
    void allThatIsConsumedIsGivenToSomeKey() {
        assertThat(hotKeys.of(Target.GSI1).total()).isGreaterThanOrEqualTo(30 + 30);
        double before = hotKeys.of(Target.TABLE).total();

        api().get("/v1/users/" + userId + "/orders?limit=1");

        assertThat(hotKeys.of(Target.TABLE).total()).isEqualTo(before + 0.5);
    }

    private static String firstOf(JsonNode targets, String target) {
        return targets.path(target).path("keys").path(0).path("key").asText();
    }
}
