package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.order.Orders;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The export of everything that is kept about a user. */
class UserExportIT extends IntegrationTest {

    @Test
    void everythingIsExportedAsTheApiReturnsIt() {
        ApiResponse user = Users.someone().register(api());
        String userId = user.text("/user_id");
        ApiResponse first = Orders.some().placeFor(api(), userId, "Idempotency-Key", "key 1");
        ApiResponse second = Orders.placeAs(api(), userId, "paid");

        ApiResponse export = export(userId);

        assertThat(export.header("Content-Type")).isEqualTo("application/x-ndjson");
        List<JsonNode> lines = export.jsonLines();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0).path("profile")).isEqualTo(user.json());
        JsonNode key = lines.get(1).path("idempotency_key");
        assertThat(key.path("key").asText()).isEqualTo("key 1");
        assertThat(key.path("resource_id").asText()).isEqualTo(first.text("/order_id"));
        assertThat(lines.get(2).path("order")).isEqualTo(first.json());
        assertThat(lines.get(3).path("order")).isEqualTo(second.json());
        assertThat(lines.get(4)).hasToString("{\"complete\":true}");
        assertThat(api().as(userId).get("/v1/users/me/export").jsonLines()).hasSize(5);
    }

    @Test
    void thePartitionHoldsNothingElse() {
        String userId = Users.create(api());
        Orders.some().placeFor(api(), userId, "Idempotency-Key", "key");
        api().delete(Users.path(userId), "If-Match", "*");

        assertThat(export(userId).jsonLines())
                .hasSize(stored().partition("USER#" + userId).size() + 1);
    }

    @Test
    void manyOrdersAndKeysAreReadPageByPage() {
        String userId = Users.create(api());
        IntStream.range(0, 201).parallel().forEach(i -> Orders.some()
                .placeFor(api(), userId, "Idempotency-Key", "key " + i));

        List<JsonNode> lines = export(userId).jsonLines();

        assertThat(lines).hasSize(1 + 201 + 201 + 1);
        assertThat(lines.stream()
                        .map(line -> line.at("/order/order_id").asText())
                        .filter(id -> !id.isEmpty()))
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(201);
        assertThat(lines.stream().map(line -> line.at("/idempotency_key/key").asText()))
                .contains("key 0", "key 200");
    }

    @Test
    void itWorksAfterTheDeletionToo() {
        String userId = Users.create(api());
        Orders.place(api(), userId);
        api().delete(Users.path(userId), "If-Match", "*");

        List<JsonNode> lines = export(userId).jsonLines();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).at("/erasure/user_id").asText()).isEqualTo(userId);
        assertThat(lines.get(1).has("order")).isTrue();
    }

    @Test
    void aUserOfWhomNothingIsKeptIsNotFound() {
        assertThat(export(UUID.randomUUID().toString()).problem()).isEqualTo("USER_NOT_FOUND");
    }

    private ApiResponse export(String userId) {
        return api().get(Users.path(userId) + "/export");
    }
}
