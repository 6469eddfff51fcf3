package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.table.Cursor;
import io.ordertable.user.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's orders, page by page. */
class OrderListIT extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12, 24, 25, 26, 100})
    void pagesHaveEveryOrderOnceInBothDirections(int limit) {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 25);
        String path = Orders.path(userId) + "?limit=" + limit;

        List<ApiResponse> newestFirst = PageWalk.pages(api(), path);
        List<ApiResponse> oldestFirst = PageWalk.pages(api(), path + "&sort=asc");

        assertThat(PageWalk.ids(newestFirst)).containsExactlyElementsOf(ids.reversed());
        assertThat(PageWalk.ids(oldestFirst)).containsExactlyElementsOf(ids);
        assertThat(newestFirst).hasSize((25 + limit - 1) / limit).hasSameSizeAs(oldestFirst);
        assertThat(newestFirst.subList(0, newestFirst.size() - 1))
                .allSatisfy(page -> assertThat(PageWalk.ids(page)).hasSize(limit));
    }

    @Test
    void withoutALimitAPageHas20OrdersAndTheNewestComeFirst() {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 21);

        ApiResponse page = api().get(Orders.path(userId));

        assertThat(PageWalk.ids(page)).containsExactlyElementsOf(ids.reversed().subList(0, 20));
        assertThat(page.json().path("next_cursor").isTextual()).isTrue();
    }

    @Test
    void anOrderInAListReadsAsItDoesAlone() {
        String userId = Users.create(api());
        ApiResponse order = Orders.placeAs(api(), userId, "shipped");

        assertThat(api().get(Orders.path(userId)).json().path("items")).containsExactly(order.json());
    }

    @Test
    void aUserWithoutOrdersHasAnEmptyList() {
        ApiResponse page = api().get(Orders.path(Users.create(api())));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
        assertThat(page.header("Link")).isEmpty();
    }

    @Test
    void theLinkIsTheSameRequestWithTheNextCursor() {
        String userId = Users.create(api());
        Orders.importMany(api(), userId, 5);
        String request = Orders.path(userId)
                + "?limit=2&sort=asc&status=pending&created_from=2020-01-01T00:00:00Z&created_to=2100-01-01T00:00:00Z";

        ApiResponse page = api().get(request);
        ApiResponse byLink = api().get(PageWalk.nextOf(page));
        ApiResponse byCursor = api().get(request + "&cursor=" + page.text("/next_cursor"));

        assertThat(PageWalk.ids(byLink)).hasSize(2).doesNotContainAnyElementsOf(PageWalk.ids(page));
        assertThat(byLink.json()).isEqualTo(byCursor.json());
        assertThat(byLink.header("Link")).isEqualTo(byCursor.header("Link"));
        assertThat(PageWalk.ids(api(), request)).hasSize(5);
    }

    @Test
    void ordersPlacedMeanwhileDoNotDisturbThePagesThatFollow() {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 6);
        ApiResponse first = api().get(Orders.path(userId) + "?limit=3");
        Orders.importMany(api(), userId, 4);

        List<String> rest = PageWalk.ids(api(), PageWalk.nextOf(first));

        assertThat(Stream.concat(PageWalk.ids(first).stream(), rest.stream()))
                .containsExactlyElementsOf(ids.reversed());
    }

    @Test
    void aStatusIsFoundAmongManyOrdersThoughEachPageReadsAFewOnly() {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 450);
        List<String> cancelled =
                IntStream.of(0, 3, 199, 200, 201, 400, 449).mapToObj(ids::get).toList();
        cancelled.forEach(id -> Orders.patch(api(), Orders.path(userId, id), "cancelled", "If-Match", "\"1\""));
        List<String> pending =
                ids.stream().filter(Predicate.not(cancelled::contains)).toList();
        String path = Orders.path(userId) + "?status=";

        for (int limit : new int[] {1, 2, 7, 100}) {
            List<ApiResponse> pages = PageWalk.pages(api(), path + "cancelled&limit=" + limit);
            assertThat(PageWalk.ids(pages)).containsExactlyElementsOf(cancelled.reversed());
            assertThat(pages).hasSizeGreaterThan(2).allSatisfy(page -> {
                assertThat(PageWalk.ids(page)).hasSizeLessThanOrEqualTo(limit);
                assertThat(page.texts("/items", "status")).allMatch("cancelled"::equals);
            });
            assertThat(PageWalk.ids(api(), path + "cancelled&sort=asc&limit=" + limit))
                    .containsExactlyElementsOf(cancelled);
        }
        assertThat(PageWalk.ids(api(), path + "pending&limit=100")).containsExactlyElementsOf(pending.reversed());
        assertThat(PageWalk.ids(api(), path + "pending&limit=99&sort=asc")).containsExactlyElementsOf(pending);
        assertThat(PageWalk.ids(api(), path + "returned")).isEmpty();
    }

    @Test
    void theEndsOfAPeriodBelongToIt() {
        String userId = Users.create(api());
        List<ApiResponse> orders = placeMany(userId, 12);
        Instant from = createdAt(orders.get(3));
        Instant to = createdAt(orders.get(8));

        for (int limit : new int[] {1, 4, 100}) {
            for (String sort : new String[] {"asc", "desc"}) {
                String path = Orders.path(userId) + "?limit=" + limit + "&sort=" + sort;
                assertThat(PageWalk.ids(api(), path + "&created_from=" + from + "&created_to=" + to))
                        .isEqualTo(created(orders, sort, at -> !at.isBefore(from) && !at.isAfter(to)));
                assertThat(PageWalk.ids(api(), path + "&created_from=" + from))
                        .isEqualTo(created(orders, sort, at -> !at.isBefore(from)));
                assertThat(PageWalk.ids(api(), path + "&created_to=" + to))
                        .isEqualTo(created(orders, sort, at -> !at.isAfter(to)));
                assertThat(PageWalk.ids(api(), path + "&created_from=" + from + "&created_to=" + from))
                        .isEqualTo(created(orders, sort, from::equals));
            }
        }
    }

    @Test
    void aPeriodMayBeGivenInAnyOffsetAndLieAnywhere() {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 3);
        String path = Orders.path(userId) + "?sort=asc&limit=1&created_from=";

        assertThat(PageWalk.ids(api(), path + "2020-01-01T02:00:00%2B02:00")).isEqualTo(ids);
        assertThat(PageWalk.ids(api(), path + "1900-01-01T00:00:00Z&created_to=2200-01-01T00:00:00.123456789Z"))
                .isEqualTo(ids);
        assertThat(PageWalk.ids(
                        api(), path + "-1000000000-01-01T00:00:00Z&created_to=%2B1000000000-12-31T23:59:59.999999999Z"))
                .isEqualTo(ids);
        assertThat(PageWalk.ids(api(), path + "2100-01-01T00:00:00Z")).isEmpty();
        assertThat(PageWalk.ids(api(), path + "1900-01-01T00:00:00Z&created_to=1960-01-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void aCursorGoesTogetherWithAPeriod() {
        String userId = Users.create(api());
        List<ApiResponse> orders = placeMany(userId, 8);
        String oldest = cursorAt(userId, "asc");
        String newest = cursorAt(userId, "desc");
        Instant from = createdAt(orders.get(2));
        Instant to = createdAt(orders.get(5));
        String path = Orders.path(userId) + "?created_from=" + from + "&created_to=" + to;
        Predicate<Instant> within = at -> !at.isBefore(from) && !at.isAfter(to);

        assertThat(PageWalk.ids(api(), path + "&sort=desc&cursor=" + newest))
                .isEqualTo(created(orders, "desc", within));
        assertThat(PageWalk.ids(api(), path + "&sort=asc&cursor=" + oldest)).isEqualTo(created(orders, "asc", within));
        assertThat(PageWalk.ids(api(), path + "&sort=desc&cursor=" + oldest)).isEmpty();
        assertThat(PageWalk.ids(api(), path + "&sort=asc&cursor=" + newest)).isEmpty();
    }

    @Test
    void aCursorOfAnotherUsersListShowsOnlyTheOwnOrders() {
        String ada = Users.create(api());
        String bob = Users.create(api());
        List<String> before = Orders.importMany(api(), bob, 3);
        Orders.importMany(api(), ada, 3);
        List<String> after = Orders.importMany(api(), bob, 3);
        String adasCursor = api().get(Orders.path(ada) + "?limit=2").text("/next_cursor");

        String path = Orders.path(bob) + "?cursor=" + adasCursor;

        assertThat(PageWalk.ids(api(), path)).containsExactlyElementsOf(before.reversed());
        assertThat(PageWalk.ids(api(), path + "&sort=asc")).containsExactlyElementsOf(after);
        assertThat(PageWalk.ids(api(), path + "&status=cancelled")).isEmpty();
    }

    @Test
    void idsAndCursorsOfTheFarFutureLeadNowhere() {
        String userId = Users.create(api());
        List<String> ids = Orders.importMany(api(), userId, 3);
        String last = "ffffffff-ffff-7fff-bfff-ffffffffffff";
        String path = Orders.path(userId) + "?limit=1&cursor=" + new Cursor(UUID.fromString(last)).encode();

        assertThat(PageWalk.ids(api(), path + "&sort=asc")).isEmpty();
        assertThat(PageWalk.ids(api(), path + "&created_to=%2B1000000000-01-01T00:00:00Z"))
                .containsExactlyElementsOf(ids.reversed());
        assertThat(api().get("/v1/orders?status=returned&cursor=" + new Cursor(UUID.fromString(last)).encode())
                        .status())
                .isEqualTo(200);
        assertThat(api().get("/v1/orders/" + last).problem()).isEqualTo("ORDER_NOT_FOUND");
        assertThat(api().get(Orders.path(userId, last)).problem()).isEqualTo("ORDER_NOT_FOUND");
        assertThat(api().get(Users.path(last)).problem()).isEqualTo("USER_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "01890000-0000-7000-8000-000000000000"})
    void whatIsNoCursorIsRefused(String cursor) {
        for (String list : new String[] {Orders.path(Users.create(api())) + "?", "/v1/orders?status=paid&"}) {
            ApiResponse refused = api().get(list + "cursor=" + cursor);

            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("INVALID_CURSOR");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, -1",
        "limit, 101",
        "limit, 1.5",
        "limit, ten",
        "limit, 99999999999",
        "limit, 1e1",
        "limit, 0x10",
        "limit, %2310",
        "limit, %205",
        "limit, %D9%A1",
        "sort, up",
        "sort, DESC",
        "status, open",
        "status, PENDING",
        "status, ''",
        "status, 'paid,pending'",
        "created_from, yesterday",
        "created_from, ''",
        "created_from, 0",
        "created_from, 1763640000000",
        "created_from, 'Thu,%2020%20Nov%202026%2012:00:00%20GMT'",
        "created_from, 2026-11-20T12:00:00+02:00",
        "created_from, %2B1000000000-12-31T23:59:59-18:00",
        "created_from, -1000000000-01-01T00:00:00%2B18:00",
        "created_from, %2B1000000001-01-01T00:00:00Z",
        "created_from, 2026-11-20",
        "created_from, 2026-11-20T12:00:00",
        "created_from, 2026-02-30T12:00:00Z",
        "created_to, 2026-13-01T00:00:00Z",
        "created_to, 2026-11-20T25:00:00Z",
        "created_to, 20261120T120000Z",
    })
    void aParameterOutOfItsRangeIsRefused(String parameter, String value) {
        ApiResponse refused = api().get(Orders.path(UUID.randomUUID().toString()) + "?" + parameter + "=" + value);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo(parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    limit=x          | limit must be a whole number.
                    limit=0          | limit must be from 1 to 100.
                    status=open      | status must be one of pending, paid, shipped, completed, cancelled, returned.
                    sort=up          | sort must be one of asc, desc.
                    created_from=now | created_from must be an instant in ISO 8601, such as 2026-11-20T12:00:00Z or 2026-11-20T14:00:00%2B02:00.
                    """)
    void aRefusalSaysWhatTheParameterMustBe(String query, String detail) {
        ApiResponse refused = api().get(Orders.path(UUID.randomUUID().toString()) + "?" + query);

        assertThat(refused.text("/detail")).isEqualTo(detail);
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        ApiResponse refused = api().get(Orders.path(Users.create(api()))
                + "?created_from=2026-01-02T00:00:00Z&created_to=2026-01-01T23:59:59Z");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo("created_to");
    }

    private List<ApiResponse> placeMany(String userId, int count) {
        List<ApiResponse> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(Orders.place(api(), userId));
        }
        return orders;
    }

    /** A cursor at the list's first order. */
    private String cursorAt(String userId, String sort) {
        return api().get(Orders.path(userId) + "?limit=1&sort=" + sort).text("/next_cursor");
    }

    private static List<String> created(List<ApiResponse> orders, String sort, Predicate<Instant> when) {
        List<String> ids = orders.stream()
                .filter(order -> when.test(createdAt(order)))
                .map(order -> order.text("/order_id"))
                .toList();
        return sort.equals("asc") ? ids : ids.reversed();
    }

    private static Instant createdAt(ApiResponse order) {
        return Instant.parse(order.text("/created_at"));
    }
}
