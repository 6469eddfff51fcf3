package io.ordertable.order;

import static io.ordertable.StoredItems.n;
import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders: placed, priced and read. */
class OrderPlacementIT extends IntegrationTest {

    @Test
    void aNewOrderIsAnsweredWithItsLocationAndVersion() {
        String userId = Users.create(api());

        ApiResponse placed = Orders.in("EUR")
                .line("BOOK-1", "A book", 2, "9.99")
                .line("PEN-7", "A pen", 10, "0.1")
                .placeFor(api(), userId);

        String orderId = placed.text("/order_id");
        assertThat(UUID.fromString(orderId).version()).isEqualTo(7);
        assertThat(placed.header("Location")).isEqualTo("/v1/users/" + userId + "/orders/" + orderId);
        assertThat(placed.header("ETag")).isEqualTo("\"1\"");
        assertThat(placed.headers().map()).doesNotContainKey("idempotent-replayed");
        assertThat(placed.text("/user_id")).isEqualTo(userId);
        assertThat(placed.text("/status")).isEqualTo("pending");
        assertThat(placed.text("/currency")).isEqualTo("EUR");
        assertThat(placed.text("/lines/1/sku")).isEqualTo("PEN-7");
        assertThat(placed.text("/lines/1/name")).isEqualTo("A pen");
        assertThat(placed.json().at("/lines/1/quantity").intValue()).isEqualTo(10);
        assertThat(placed.texts("/lines", "unit_price")).containsExactly("9.99", "0.10");
        assertThat(placed.texts("/lines", "line_total")).containsExactly("19.98", "1.00");
        assertThat(placed.json().path("total").isTextual()).isTrue();
        assertThat(placed.text("/total")).isEqualTo("20.98");
        assertThat(placed.json().path("version").intValue()).isEqualTo(1);
        assertThat(placed.json().path("allowed_transitions").toString()).isEqualTo("[\"paid\",\"cancelled\"]");
        assertThat(Instant.parse(placed.text("/created_at")))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES))
                .isEqualTo(Instant.parse(placed.text("/updated_at")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EUR | 3       | 0.1              | 0.10              | 0.30
                    EUR | 1       | 0                | 0.00              | 0.00
                    EUR | 1000000 | 999999999999.99  | 999999999999.99   | 999999999999990000.00
                    JPY | 3       | 1250             | 1250              | 3750
                    KWD | 999999  | 999999999999.999 | 999999999999.999  | 999998999999999000.001
                    CLF | 1       | 0.1234           | 0.1234            | 0.1234
                    """)
    void amountsAreExactAndHaveTheCurrencysDigits(
            String currency, int quantity, String price, String unitPrice, String total) {
        String userId = Users.create(api());

        ApiResponse placed =
                Orders.in(currency).line("SKU", "Thing", quantity, price).placeFor(api(), userId);
        ApiResponse read = api().get(placed.header("Location"));

        assertThat(read.text("/lines/0/unit_price")).isEqualTo(unitPrice);
        assertThat(read.text("/lines/0/line_total")).isEqualTo(total);
        assertThat(read.text("/total")).isEqualTo(total);
        assertThat(read.json()).isEqualTo(placed.json());
        assertThat(new BigDecimal(stored(placed).get("total").n())).isEqualByComparingTo(total);
    }

    @Test
    void anOrderIsOneItemUnderItsUserAndInBothIndexes() {
        ApiResponse placed = Orders.in("EUR")
                .line("INK-7", "Ink, blue", 2, "9.99")
                .line("PEN-1", "Pen", 1, "4.95")
                .placeFor(api(), Users.create(api()));

        String userId = placed.text("/user_id");
        String orderId = placed.text("/order_id");
        int shard = Math.floorMod(UUID.fromString(orderId).hashCode(), 4);
        assertThat(stored(placed))
                .isEqualTo(Map.ofEntries(
                        Map.entry("PK", s("USER#" + userId)),
                        Map.entry("SK", s("ORDER#" + orderId)),
                        Map.entry("GSI1PK", s("ORDER#" + orderId)),
                        Map.entry("GSI1SK", s("USER#" + userId)),
                        Map.entry("GSI2PK", s("STATUS#pending#" + shard)),
                        Map.entry("GSI2SK", s("ORDER#" + orderId)),
                        Map.entry("type", s("order")),
                        Map.entry("schema", n("1")),
                        Map.entry("order_id", s(orderId)),
                        Map.entry("user_id", s(userId)),
                        Map.entry("status", s("pending")),
                        Map.entry("currency", s("EUR")),
                        Map.entry(
                                "lines",
                                fromL(List.of(
                                        storedLine("INK-7", "Ink, blue", "2", "9.99"),
                                        storedLine("PEN-1", "Pen", "1", "4.95")))),
                        Map.entry("total", n("24.93")),
                        Map.entry("placed_by", s("staff")),
                        Map.entry("created_at", s(placed.text("/created_at"))),
                        Map.entry("updated_at", s(placed.text("/updated_at"))),
                        Map.entry("version", n("1"))));
    }

    private static AttributeValue storedLine(String sku, String name, String quantity, String unitPrice) {
        return fromM(Map.of("sku", s(sku), "name", s(name), "quantity", n(quantity), "unit_price", n(unitPrice)));
    }

    @Test
    void theTotalIsTheExactSumOfManyLines() {
        Orders order = Orders.in("EUR");
        for (int i = 0; i < 50; i++) {
            order = order.line("DIME", "Ten cents", 1, "0.10").line("BIG", "Much", 1, "999999999999.99");
        }

        ApiResponse placed = order.placeFor(api(), Users.create(api()));

        assertThat(placed.text("/total")).isEqualTo("50000000000004.50");
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnce() {
        ApiResponse refused = Orders.in("JPY")
                .line("", "Nameless", 0, "1")
                .line("B", "\u0007", 1, "0.5")
                .post(api(), Users.create(api()));

        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer"))
                .contains("/lines/0/sku", "/lines/0/quantity", "/lines/1/name", "/lines/1/unit_price")
                .isSorted();
        assertThat(refused.texts("/errors", "detail")).doesNotContain("");
    }

    @Test
    void anOrderIsReadByEitherPathRightAfterItWasPlaced() {
        String userId = Users.create(api());

        for (int i = 0; i < 20; i++) {
            ApiResponse placed = Orders.place(api(), userId);
            String orderId = placed.text("/order_id");
            ApiResponse byId = api().get("/v1/orders/" + orderId);
            ApiResponse byPath = api().get(Orders.path(userId, orderId));
            ApiResponse cheap = api().get(Orders.path(userId, orderId) + "?consistent=false");

            assertThat(byId.status()).isEqualTo(200);
            assertThat(byId.json())
                    .isEqualTo(placed.json())
                    .isEqualTo(byPath.json())
                    .isEqualTo(cheap.json());
            assertThat(byId.header("ETag")).isEqualTo("\"1\"").isEqualTo(byPath.header("ETag"));
        }
    }

    @Test
    void aReaderThatHasTheCurrentVersionGetsNoBody() {
        ApiResponse placed = Orders.place(api(), Users.create(api()));
        String byId = "/v1/orders/" + placed.text("/order_id");

        for (String path : new String[] {byId, placed.header("Location")}) {
            ApiResponse read = api().get(path, "If-None-Match", "\"1\"");
            assertThat(read.status()).isEqualTo(304);
            assertThat(read.text()).isEmpty();
            assertThat(read.header("ETag")).isEqualTo("\"1\"");
            assertThat(api().get(path, "If-None-Match", "\"2\"").status()).isEqualTo(200);
        }
    }

    @Test
    void anotherUsersOrderIsNotFound() {
        ApiResponse placed = Orders.place(api(), Users.create(api()));
        String path = Orders.path(Users.create(api()), placed.text("/order_id"));

        ApiResponse read = api().get(path);
        ApiResponse change = Orders.patch(api(), path, "paid", "If-Match", "\"1\"");
        ApiResponse anyChange = Orders.patch(api(), path, "paid", "If-Match", "*");

        assertThat(read.status()).isEqualTo(404);
        assertThat(read.problem())
                .isEqualTo("ORDER_NOT_FOUND")
                .isEqualTo(change.problem())
                .isEqualTo(anyChange.problem());
        assertThat(api().get(placed.header("Location")).json()).isEqualTo(placed.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"01890000-0000-7000-8000-000000000000", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"})
    void anUnknownIdIsNotFound(String orderId) {
        String userId = Users.create(api());

        for (String path : new String[] {"/v1/orders/" + orderId, Orders.path(userId, orderId)}) {
            ApiResponse read = api().get(path);
            assertThat(read.status()).isEqualTo(404);
            assertThat(read.problem()).isEqualTo("ORDER_NOT_FOUND");
            assertThat(Orders.patch(api(), path, "paid", "If-Match", "\"1\"").problem())
                    .isEqualTo("ORDER_NOT_FOUND");
        }
    }

    @Test
    void anInventedIdOfThisMomentIsNotFound() {
        UUID now = new UUID(Instant.now().toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);

        assertThat(api().get("/v1/orders/" + now).problem()).isEqualTo("ORDER_NOT_FOUND");
    }

    @Test
    void anUnknownUserPlacesNoOrders() {
        String userId = "01890000-0000-7000-8000-000000000000";

        ApiResponse refused = Orders.some().post(api(), userId);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("USER_NOT_FOUND");
        assertThat(stored().count("USER#" + userId, "ORDER#")).isZero();
    }

    @Test
    void theLargestOrderIsStoredAndCanGoOn() {
        ApiResponse placed = largest().placeFor(api(), Users.create(api()));

        assertThat(api().get(placed.header("Location")).json()).isEqualTo(placed.json());
        assertThat(Orders.move(api(), placed, "paid").json().path("lines")).hasSize(100);
    }

    /** About 160 KB. */
    static Orders largest() {
        return Orders.in("EUR").lines(100, "好".repeat(500));
    }

    private Map<String, AttributeValue> stored(ApiResponse order) {
        return stored().get("USER#" + order.text("/user_id"), "ORDER#" + order.text("/order_id"));
    }
}
