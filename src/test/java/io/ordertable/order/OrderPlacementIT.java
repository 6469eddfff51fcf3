package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders: placed, priced and read. */
public class OrderPlacementIT extends IntegrationTest {

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
        assertThat(placed.json()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EUR | 3       | 0.1              | 0.10              | 0.30
                    EUR | 1       | 19.9             | 19.90             | 19.90
                    EUR | 1       | 5                | 5.00              | 5.00
                    EUR | 1       | 0                | 0.00              | 0.00
                    EUR | 7       | 0.07             | 0.07              | 0.49
                    EUR | 1000000 | 999999999999.99  | 999999999999.99   | 999999999999990000.00
                    EUR | 999999  | 123456789012.34  | 123456789012.34   | 123456665555550987.66
                    JPY | 3       | 1250             | 1250              | 3750
                    JPY | 1000000 | 999999999999     | 999999999999      | 999999999999000000
                    KWD | 3       | 0.001            | 0.001             | 0.003
                    KWD | 1000000 | 999999999999.999 | 999999999999.999  | 999999999999999000.000
                    KWD | 4       | 2.5              | 2.500             | 10.000
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
    void theTotalIsTheExactSumOfManyLines() {
        Orders order = Orders.in("EUR");
        for (int i = 0; i < 50; i++) {
            order = order.line("DIME", "Ten cents", 1, "0.10").line("BIG", "Much", 1, "999999999999.99");
        }

        ApiResponse placed = order.placeFor(api(), Users.create(api()));

        assertThat(placed.text("/total")).isEqualTo("50000000000004.50");
    }

    @ParameterizedTest
    @CsvSource({"JPY,1.0", "JPY,1.5", "EUR,1.234", "EUR,1.000", "KWD,1.0001", "EUR,1.00001"})
    void aPriceWithMoreDigitsThanTheCurrencyHasIsRefused(String currency, String price) {
        ApiResponse refused = Orders.in(currency)
                .line("A", "Good", 1, "1")
                .line("B", "Bad", 1, price)
                .post(api(), Users.create(api()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsOnly("/lines/1/unit_price");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "+1",
                "1e2",
                "1E-2",
                "1,50",
                "01",
                "1.",
                ".5",
                "",
                " 1",
                "1 ",
                "0x1",
                "NaN",
                "1000000000000",
                "١"
            })
    void aPriceThatIsNoPlainDecimalIsRefused(String price) {
        ApiResponse refused = Orders.in("EUR").line("A", "Thing", 1, price).post(api(), Users.create(api()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/lines/0/unit_price");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aQuantityOutOfRangeIsRefused(int quantity) {
        ApiResponse refused = Orders.in("EUR").line("A", "Thing", quantity, "1").post(api(), Users.create(api()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/lines/0/quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURO", "eur", "XXX", "XAU", "ZZZ", "", "€"})
    void aCurrencyThatIsNoMoneyIsRefused(String currency) {
        ApiResponse refused = Orders.in(currency).line("A", "Thing", 1, "1").post(api(), Users.create(api()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/currency");
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
    void anInventedIdOfThisMomentIsNotFoundSoon() {
        UUID now = new UUID(Instant.now().toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L);
        Instant start = Instant.now();

        assertThat(api().get("/v1/orders/" + now).problem()).isEqualTo("ORDER_NOT_FOUND");

        assertThat(Instant.now()).isBefore(start.plusSeconds(3));
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
