package io.ordertable.order;

import static io.ordertable.StoredItems.n;
import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import io.ordertable.idempotency.OtherBodies;
import io.ordertable.user.Users;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are sent more than once with an idempotency key. */
class IdempotencyIT extends IntegrationTest {

    private static final String KEY = "Idempotency-Key";

    @Test
    void theSameOrderSentAgainIsPlacedOnce() {
        String userId = Users.create(api());

        ApiResponse first = Orders.some().placeFor(api(), userId, KEY, "k");
        ApiResponse second = Orders.some().placeFor(api(), userId, KEY, "k");
        ApiResponse third = Orders.some().placeFor(api(), userId, KEY, "k");

        assertThat(first.headers().map()).doesNotContainKey("idempotent-replayed");
        for (ApiResponse replay : new ApiResponse[] {second, third}) {
            assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(replay.json()).isEqualTo(first.json());
            assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
            assertThat(replay.header("ETag")).isEqualTo(first.header("ETag"));
        }
        assertThat(ordersOf(userId)).isEqualTo(1);
    }

    @Test
    void withoutAKeyTheSameOrderIsPlacedTwice() {
        String userId = Users.create(api());

        assertThat(Orders.place(api(), userId).text("/order_id"))
                .isNotEqualTo(Orders.place(api(), userId).text("/order_id"));
    }

    @Test
    void howTheBodyIsWrittenDoesNotMatter() {
        String userId = Users.create(api());
        ApiResponse first = Orders.in("EUR").line("A", "Thing", 2, "9.90").placeFor(api(), userId, KEY, "k");

        ApiResponse replay = api().post(Orders.path(userId), """
                        { "lines": [
                            { "unit_price": "9.9", "quantity": 2, "name": "\\u0054hing", "sku": "A" }
                          ],
                          "currency": "EUR" }
                        """, KEY, "k");

        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(first.json());
    }

    @Test
    void anyOtherMemberWithTheSameKeyIsRefused() {
        String userId = Users.create(api());
        Orders order = complete("EUR", "A", "Thing", "10", false, "shipping", "DE", "1");
        Orders other = complete("USD", "B", "Another", "10.01", true, "fee", "FR", "2");
        order.placeFor(api(), userId, KEY, "k");

        assertThat(OtherBodies.of(OrderRequest.class, order.json(), other.json()))
                .isNotEmpty()
                .allSatisfy(body -> assertThat(
                                api().post(Orders.path(userId), body, KEY, "k").problem())
                        .isEqualTo("IDEMPOTENCY_KEY_REUSED"));
    }

    /** An order with a value in each member, which contains this digit if it can be anything. */
    private static Orders complete(
            String currency,
            String sku,
            String name,
            String price,
            boolean taxIncluded,
            String adjustment,
            String country,
            String digit) {
        return Orders.in(currency)
                .line(sku, name, Integer.parseInt(digit), price)
                .lineWith("""
                        {
                          "discount": "0.0%1$s",
                          "image_url": "https://example.org/%1$s.jpg",
                          "product_url": "https://example.org/%1$s",
                          "options": [{ "name": "Size %1$s", "value": "%1$s" }]
                        }
                        """.formatted(digit))
                .with("""
                        {
                          "tax_included": %3$s,
                          "adjustments": [
                            { "type": "%4$s", "label": "Express %1$s", "code": "E%1$s", "amount": "%1$s" }
                          ],
                          "shipping_address": %2$s,
                          "billing_address": %2$s,
                          "contact": { "email": "ada%1$s@example.org", "phone": "+49 30 %1$s" },
                          "note": "Ring %1$s times",
                          "metadata": { "cart": "%1$s" }
                        }
                        """.formatted(digit, address(country, digit), taxIncluded, adjustment));
    }

    private static String address(String country, String digit) {
        return """
                {
                  "name": "Ada %1$s", "company": "Engines %1$s", "lines": ["Street %1$s"], "city": "City %1$s",
                  "region": "Region %1$s", "postal_code": "1000%1$s", "country": "%2$s", "phone": "+49 30 %1$s"
                }
                """.formatted(digit, country);
    }

    @Test
    void keysBelongToTheirUsers() {
        String ada = Users.create(api());
        String bob = Users.create(api());

        ApiResponse adas = Orders.some().placeFor(api(), ada, KEY, "k");
        ApiResponse bobs = Orders.in("JPY").line("A", "Thing", 1, "1").placeFor(api(), bob, KEY, "k");

        assertThat(bobs.text("/user_id")).isEqualTo(bob);
        assertThat(bobs.text("/order_id")).isNotEqualTo(adas.text("/order_id"));
    }

    @Test
    void keysThatDifferInCaseOrSpacesAreDifferent() {
        String userId = Users.create(api());

        for (String key : new String[] {"key", "KEY", "k ey", "k  ey", "IDEMPOTENCY#key", "\"key\""}) {
            assertThat(Orders.some().placeFor(api(), userId, KEY, key).headers().map())
                    .doesNotContainKey("idempotent-replayed");
        }
        assertThat(ordersOf(userId)).isEqualTo(6);
    }

    @Test
    void aRefusedOrderDoesNotUseTheKeyUp() {
        String userId = Users.create(api());

        assertThat(Orders.in("EUR")
                        .line("A", "Thing", 0, "1")
                        .post(api(), userId, KEY, "k")
                        .status())
                .isEqualTo(400);

        assertThat(Orders.some().placeFor(api(), userId, KEY, "k").headers().map())
                .doesNotContainKey("idempotent-replayed");
    }

    @Test
    void theRecordNamesTheOrderAndIsKeptForADay() {
        String userId = Users.create(api());
        ApiResponse order = Orders.some().placeFor(api(), userId, KEY, "key 1~");

        long placed = Instant.parse(order.text("/created_at")).getEpochSecond();
        assertThat(stored().get("USER#" + userId, "IDEMPOTENCY#key 1~"))
                .containsOnlyKeys("PK", "SK", "type", "schema", "resource_id", "request_hash", "expires_at")
                .containsEntry("type", s("idempotency"))
                .containsEntry("schema", n("1"))
                .containsEntry("resource_id", s(order.text("/order_id")))
                .containsEntry("expires_at", n(Long.toString(placed + 24 * 60 * 60)));
    }

    @Test
    void aKeyPastItsTimeIsFreeEvenWhileItIsStored() {
        String userId = Users.create(api());
        ApiResponse first = Orders.some().placeFor(api(), userId, KEY, "k");
        long now = Instant.now().getEpochSecond();
        stored().set("USER#" + userId, "IDEMPOTENCY#k", "expires_at", now + 60);
        assertThat(Orders.some().post(api(), userId, KEY, "k").json()).isEqualTo(first.json());
        stored().set("USER#" + userId, "IDEMPOTENCY#k", "expires_at", now - 1);

        Orders other = Orders.in("JPY").line("A", "Thing", 1, "1");
        ApiResponse second = other.placeFor(api(), userId, KEY, "k");
        ApiResponse replay = other.placeFor(api(), userId, KEY, "k");

        assertThat(second.headers().map()).doesNotContainKey("idempotent-replayed");
        assertThat(second.text("/order_id")).isNotEqualTo(first.text("/order_id"));
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(second.json());
        assertThat(ordersOf(userId)).isEqualTo(2);
    }

    @Test
    void aReplayShowsTheOrderAsItIsNow() {
        String userId = Users.create(api());
        ApiResponse first = Orders.some().placeFor(api(), userId, KEY, "k");
        ApiResponse paid = Orders.move(api(), first, "paid");

        ApiResponse replay = Orders.some().placeFor(api(), userId, KEY, "k");

        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(paid.json());
        assertThat(replay.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void anOrderIsReplayedEvenAfterItsUserWasDeleted() {
        String userId = Users.create(api());
        ApiResponse first = Orders.some().placeFor(api(), userId, KEY, "k");
        api().delete(Users.path(userId), "If-Match", "\"1\"");

        ApiResponse replay = Orders.some().placeFor(api(), userId, KEY, "k");
        ApiResponse other = Orders.some().post(api(), userId, KEY, "other");

        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(first.json());
        assertThat(other.problem()).isEqualTo("USER_NOT_FOUND");
    }

    @Test
    void anOrderThatWasDeletedIsNotPlacedAgainByAReplay() {
        String userId = Users.create(api());
        ApiResponse first = Orders.some().placeFor(api(), userId, KEY, "k");
        stored().delete("USER#" + userId, "ORDER#" + first.text("/order_id"));

        ApiResponse replay = Orders.some().post(api(), userId, KEY, "k");

        assertThat(replay.status()).isEqualTo(422);
        assertThat(replay.problem()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(ordersOf(userId)).isZero();
    }

    @Test
    void aKeyHasUpTo255PrintableCharacters() {
        String userId = Users.create(api());
        String longest = "k".repeat(255);

        Orders.some().placeFor(api(), userId, KEY, longest);
        ApiResponse replay = Orders.some().placeFor(api(), userId, KEY, longest);
        Orders.some().placeFor(api(), userId, KEY, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k\u00e9y", "k\ty"})
    void whatIsNoKeyIsRefused(String key) {
        assertRefused(key);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        assertRefused("k".repeat(256));
    }

    private void assertRefused(String key) {
        String userId = Users.create(api());
        String body = Orders.some().json();

        ApiResponse refused = RawHttp.exchange(
                api(),
                "POST " + Orders.path(userId) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
                        + KEY + ": " + key + "\r\n\r\n" + body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo(KEY);
        assertThat(ordersOf(userId)).isZero();
    }

    private int ordersOf(String userId) {
        return stored().count("USER#" + userId, "ORDER#");
    }
}
