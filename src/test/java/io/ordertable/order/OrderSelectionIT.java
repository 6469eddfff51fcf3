package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of orders with some of their members. */
class OrderSelectionIT extends IntegrationTest {

    @Test
    void ordersHaveTheirIdAndTheMembersThatWereAskedFor() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "returned");

        for (String path : lists(order, "fields=number,total,created_at")) {
            assertThat(items(path, order))
                    .as(path)
                    .containsExactly(only(order, "order_id", "number", "total", "created_at"));
        }
        for (String path : lists(order, "fields=lines,allowed_transitions")) {
            assertThat(items(path, order))
                    .as(path)
                    .containsExactly(only(order, "order_id", "lines", "allowed_transitions"));
        }
    }

    @Test
    void everyMemberReadsAsItDoesInTheWholeOrder() {
        ApiResponse placed = api().post(
                        Orders.path(Users.create(api())), Orders.example(api()).toString());
        ApiResponse paid = change(placed, "{\"status\": \"paid\", \"payment\": {\"reference\": \"pay-1\"}}");
        ApiResponse shipped = change(paid, "{\"status\": \"shipped\", \"shipment\": {\"carrier\": \"Parcel Post\"}}");
        ApiResponse order = change(shipped, "{\"metadata\": {\"cart\": null}}");
        String list = Orders.path(order.text("/user_id")) + "?fields=";
        List<String> members = documentedMembers();

        for (String member : members) {
            assertThat(items(list + member, order)).as(member).containsExactly(only(order, "order_id", member));
        }
        assertThat(items(list + String.join(",", members), order)).containsExactly(order.json());
        assertThat(order.json().fieldNames()).toIterable().hasSameElementsAs(members);
    }

    @Test
    void aPageOfSelectedMembersIsSmallHoweverLargeTheOrdersAre() {
        String userId = Users.create(api());
        for (int i = 0; i < 3; i++) {
            OrderPlacementIT.largest().placeFor(api(), userId);
        }

        ApiResponse page = api().get(Orders.path(userId) + "?fields=number,status,total&limit=2");

        assertThat(PageWalk.ids(page)).hasSize(2);
        assertThat(page.text()).hasSizeLessThan(500);
    }

    @Test
    void furtherPagesHaveTheSameMembers() {
        String userId = Users.create(api());
        Orders.importMany(api(), userId, 5);

        List<ApiResponse> pages = PageWalk.pages(api(), Orders.path(userId) + "?limit=2&fields=total,status");
        ApiResponse first = api().get("/v1/orders?status=pending&limit=1&fields=total,status");
        ApiResponse second = api().get(PageWalk.nextOf(first));

        assertThat(PageWalk.ids(pages)).hasSize(5);
        pages.addAll(List.of(first, second));
        assertThat(pages).allSatisfy(page -> assertThat(page.json().path("items"))
                .allSatisfy(item ->
                        assertThat(item.fieldNames()).toIterable().containsExactly("order_id", "status", "total")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "total,",
                "total,,status",
                "sum",
                "Total",
                "lines.sku",
                "total, status",
                "PK",
                "GSI1PK",
                "items"
            })
    void whatIsNoMemberIsRefused(String fields) {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "returned");

        for (String path : lists(order, "fields=" + fields.replace(" ", "%20"))) {
            ApiResponse refused = send(path, order);

            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
            assertThat(refused.text("/parameter")).isEqualTo("fields");
            assertThat(refused.text("/detail")).contains("adjustments, allowed_transitions, ");
        }
    }

    private static List<String> lists(ApiResponse order, String query) {
        return List.of(
                Orders.path(order.text("/user_id")) + "?" + query,
                "/v1/orders?status=returned&limit=100&" + query,
                "/v1/orders/batch-get?" + query);
    }

    /** The order in the response. Other tests may return orders too, but not many. */
    private List<JsonNode> items(String path, ApiResponse order) {
        return send(path, order)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("order_id").equals(order.json().path("order_id")))
                .toList();
    }

    private ApiResponse send(String path, ApiResponse order) {
        return path.contains("batch-get")
                ? api().post(path, "{\"keys\": [" + only(order, "user_id", "order_id") + "]}")
                : api().get(path);
    }

    private ApiResponse change(ApiResponse order, String patch) {
        ApiResponse changed = api().patch(
                        Orders.path(order.text("/user_id"), order.text("/order_id")),
                        patch,
                        "If-Match",
                        order.header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        return changed;
    }

    private List<String> documentedMembers() {
        return api().get("/openapi.json").json().at("/components/schemas/Order/properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private static ObjectNode only(ApiResponse order, String... members) {
        return ((ObjectNode) order.json()).retain(Set.copyOf(Arrays.asList(members)));
    }
}
