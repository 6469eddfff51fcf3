package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The orders of one status over all users. Other tests place orders too, so each looks at its own only. */
class OrdersByStatusIT extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void ordersOfAllUsersAndShardsComeOnceNewestFirst(int limit) {
        List<ApiResponse> orders = placeOfTwoUsers(20, "returned");
        List<String> ids = idsOf(orders);
        assertThat(orders.stream().map(this::shardOf).distinct()).hasSizeGreaterThan(1);
        awaitListed("returned", ids);

        List<ApiResponse> pages = PageWalk.pages(api(), "/v1/orders?status=returned&limit=" + limit);

        List<String> listed = PageWalk.ids(pages);
        assertThat(listed).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(listed).filteredOn(ids::contains).containsExactlyElementsOf(ids.reversed());
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.texts("/items", "status")).allMatch("returned"::equals);
            assertThat(PageWalk.ids(page)).hasSizeLessThanOrEqualTo(limit);
        });
        assertThat(pages).anySatisfy(page -> assertThat(page.json().path("items"))
                .contains(orders.getLast().json()));
    }

    @Test
    void aPageOfLargeOrdersEndsEarly() {
        String userId = Users.create(api());
        // Nearly twice what fits into a page, because small orders of other tests may be between them.
        List<String> ids = IntStream.range(0, 45)
                .mapToObj(i -> Orders.move(api(), OrderPlacementIT.largest().placeFor(api(), userId), "cancelled"))
                .map(order -> order.text("/order_id"))
                .toList();

        await().untilAsserted(() -> {
            ApiResponse page = api().get("/v1/orders?status=cancelled&limit=100");
            List<String> listed = PageWalk.ids(page);
            assertThat(listed).filteredOn(ids::contains).hasSizeBetween(15, 44);
            ApiResponse next = api().get(PageWalk.nextOf(page));
            assertThat(PageWalk.ids(next)).containsAnyElementsOf(ids).doesNotContainAnyElementsOf(listed);
        });
    }

    @Test
    void theLinkIsTheSameRequestWithTheNextCursor() {
        awaitListed("cancelled", idsOf(placeOfTwoUsers(4, "cancelled")));
        String request = "/v1/orders?status=cancelled&limit=2";

        // Unless another test's order comes in between.
        await().untilAsserted(() -> {
            ApiResponse page = api().get(request);
            ApiResponse byLink = api().get(PageWalk.nextOf(page));
            ApiResponse byCursor = api().get(request + "&cursor=" + page.text("/next_cursor"));

            assertThat(PageWalk.ids(byLink)).hasSize(2).doesNotContainAnyElementsOf(PageWalk.ids(page));
            assertThat(byLink.json()).isEqualTo(byCursor.json());
        });
    }

    @Test
    void anOrderIsListedUnderItsPresentStatusOnly() {
        ApiResponse order = Orders.placeAs(api(), Users.create(api()), "completed");
        String id = order.text("/order_id");
        awaitListed("completed", List.of(id));

        Orders.move(api(), order, "returned");

        awaitListed("returned", List.of(id));
        assertThat(PageWalk.ids(api(), "/v1/orders?status=completed&limit=100")).doesNotContain(id);
    }

    @Test
    void pagesStayCompleteWhileStatusesChangeBetweenThem() {
        List<ApiResponse> orders = placeOfTwoUsers(12, "shipped");
        List<String> ids = idsOf(orders);
        awaitListed("shipped", ids);

        List<String> listed = new ArrayList<>();
        String next = "/v1/orders?status=shipped&limit=3";
        while (!listed.contains(ids.getLast())) {
            ApiResponse page = api().get(next);
            listed.addAll(PageWalk.ids(page));
            next = PageWalk.nextOf(page);
        }
        // Other tests list orders under this status too.
        int open = ids.indexOf(
                listed.reversed().stream().filter(ids::contains).findFirst().orElseThrow());
        // One that was listed, the last one that was, the one after that, and one further on.
        List<String> moved = List.of(ids.get(11), ids.get(open), ids.get(open - 1), ids.get(open - 4));
        orders.stream()
                .filter(order -> moved.contains(order.text("/order_id")))
                .forEach(order -> Orders.move(api(), order, "completed"));
        ApiResponse late = Orders.placeAs(api(), Users.create(api()), "shipped");

        List<String> rest = PageWalk.ids(api(), next);

        List<String> expected =
                ids.subList(0, open).stream().filter(id -> !moved.contains(id)).toList();
        assertThat(rest).filteredOn(ids::contains).containsExactlyElementsOf(expected.reversed());
        assertThat(rest).doesNotHaveDuplicates().doesNotContain(late.text("/order_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', status",
        "?limit=5, status",
        "?status=, status",
        "?status=PAID, status",
        "?status=open, status",
        "?status=paid&limit=0, limit",
        "?status=paid&limit=101, limit",
        "?status=paid&limit=many, limit",
    })
    void aParameterThatIsMissingOrOutOfItsRangeIsRefused(String query, String parameter) {
        ApiResponse refused = api().get("/v1/orders" + query);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo(parameter);
    }

    private List<ApiResponse> placeOfTwoUsers(int count, String status) {
        String ada = Users.create(api());
        String bob = Users.create(api());
        List<ApiResponse> orders = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> orders.add(Orders.placeAs(api(), i % 2 == 0 ? ada : bob, status)));
        return orders;
    }

    private static List<String> idsOf(List<ApiResponse> orders) {
        return orders.stream().map(order -> order.text("/order_id")).toList();
    }

    /** The index follows its table after a moment. */
    private void awaitListed(String status, List<String> ids) {
        await().untilAsserted(() -> assertThat(PageWalk.ids(api(), "/v1/orders?limit=100&status=" + status))
                .containsAll(ids));
    }

    private String shardOf(ApiResponse order) {
        return stored().get("USER#" + order.text("/user_id"), "ORDER#" + order.text("/order_id"))
                .get("GSI2PK")
                .s();
    }
}
