package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPreviewIT extends IntegrationTest {

    private static final List<String> ADDED_BY_PLACING = List.of(
            "shipments",
            "timeline",
            "order_id",
            "number",
            "user_id",
            "status",
            "created_at",
            "updated_at",
            "version",
            "allowed_transitions");

    @Test
    void aPreviewIsTheOrderWithoutWhatPlacingAdds() {
        String userId = Users.create(api());
        String order = Orders.example(api()).toString();

        ApiResponse preview = api().as(userId).post("/v1/users/me/orders/preview", order);
        ApiResponse placed = api().post(Orders.path(userId), order);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(placed.json().fieldNames()).toIterable().containsAll(ADDED_BY_PLACING);
        assertThat(preview.json()).isEqualTo(((ObjectNode) placed.json()).without(ADDED_BY_PLACING));
    }

    @Test
    void aPreviewStoresNothing() {
        String userId = UUID.randomUUID().toString();

        assertThat(preview(userId, Orders.some().json()).status()).isEqualTo(200);
        assertThat(stored().partition("USER#" + userId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"currency\": \"EUR\", \"lines\": []}",
                "{\"currency\": \"EUR\", \"lines\": [{\"sku\": \"A\", \"name\": \"A\", \"quantity\": 0, \"unit_price\": \"1.999\"}]}",
                "{\"currency\": \"EUR\", \"lines\": [{\"sku\": \"A\", \"name\": \"A\", \"quantity\": 1, \"unit_price\": 1}]}",
                "{\"currency\": \"EUR\", \"lines\": [{\"sku\": \"A\", \"name\": \"A\", \"quantity\": 1, \"unit_price\": \"1\"}],"
                        + " \"adjustments\": [{\"type\": \"discount\", \"label\": \"-\", \"amount\": \"-2\"}]}",
                "{\"currency\": \"EUR\", \"sum\": \"1\"}",
                "{"
            })
    void whatCannotBePlacedHasNoPreview(String order) {
        String userId = Users.create(api());

        assertThat(problem(preview(userId, order))).isEqualTo(problem(api().post(Orders.path(userId), order)));
    }

    @Test
    void anOrderThatIsTooLargeToStoreHasNoPreview() {
        String url = "https://shop.example.org/" + "x".repeat(2_000);
        Orders tooLarge = Orders.in("EUR");
        for (int i = 0; i < 100; i++) {
            tooLarge.line("SKU-" + i, "好".repeat(100), 1, "1").lineWith("""
                    { "image_url": "%1$s", "product_url": "%1$s" }
                    """.formatted(url));
        }

        Problem.assertThat(preview(Users.create(api()), tooLarge.json()), 422, "ORDER_TOO_LARGE");
    }

    private ApiResponse preview(String userId, String order) {
        return api().post(Orders.path(userId) + "/preview", order);
    }

    private static ObjectNode problem(ApiResponse response) {
        assertThat(response.status()).isBetween(400, 422);
        return ((ObjectNode) response.json()).without(List.of("instance", "request_id"));
    }
}
