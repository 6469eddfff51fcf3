package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order has besides its lines: discounts, shipping and tax, addresses, a note and metadata. */
class OrderDetailsIT extends IntegrationTest {

    @Test
    void theTotalsAddUp() {
        ApiResponse placed =
                tea().lineWith("{ \"discount\": \"1.98\" }").with("""
                        {
                          "adjustments": [
                            { "type": "shipping", "label": "Parcel", "amount": "4.9" },
                            { "type": "shipping", "label": "Express", "amount": "2" },
                            { "type": "fee", "label": "Gift wrap", "amount": "1.5" },
                            { "type": "discount", "label": "Welcome", "code": "WELCOME-1", "amount": "-1" },
                            { "type": "tax", "label": "VAT", "amount": "3.42" }
                          ]
                        }
                        """).placeFor(api(), Users.create(api()));

        assertThat(placed.text("/lines/0/line_total")).isEqualTo("18.00");
        assertThat(placed.text("/adjustments/0/amount")).isEqualTo("4.90");
        assertThat(placed.text("/adjustments/3/code")).isEqualTo("WELCOME-1");
        assertThat(placed.json().at("/adjustments/0").has("code")).isFalse();
        assertTotals(placed, "19.98", "2.98", "6.90", "3.42", "28.82");
        assertThat(api().get(placed.header("Location")).json()).isEqualTo(placed.json());
    }

    @Test
    void taxThatThePricesIncludeAddsNothing() {
        ApiResponse placed = tea().with("""
                        {
                          "tax_included": true,
                          "adjustments": [{ "type": "tax", "label": "VAT", "amount": "1.31" }]
                        }
                        """).placeFor(api(), Users.create(api()));

        assertThat(placed.json().path("tax_included").booleanValue()).isTrue();
        assertTotals(placed, "19.98", "0.00", "0.00", "1.31", "19.98");
        assertThat(api().get(placed.header("Location")).json()).isEqualTo(placed.json());
    }

    @Test
    void anOrderMayCostNothingButNotLess() {
        String userId = Users.create(api());

        ApiResponse free = discounted("-19.98").placeFor(api(), userId);
        ApiResponse negative = discounted("-19.99").post(api(), userId);

        assertTotals(free, "19.98", "19.98", "0.00", "0.00", "0.00");
        assertThat(negative.status()).isEqualTo(422);
        assertThat(negative.problem()).isEqualTo("NEGATIVE_TOTAL");
        assertThat(stored().count("USER#" + userId, "ORDER#")).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /lines/0/discount            | { "discount": "19.99" }
            /lines/0/discount            | { "discount": "0.001" }
            /lines/0/discount            | { "discount": "-1" }
            /lines/0/image_url           | { "image_url": "http://example.org/a.jpg" }
            /lines/0/image_url           | { "image_url": "https://ada:secret@example.org/a.jpg" }
            /lines/0/product_url         | { "product_url": "https://example.org/a b" }
            /lines/0/product_url         | { "product_url": "https://example.org/\\n" }
            /lines/0/options/0/value     | { "options": [{ "name": "Size" }] }
            /lines/0/options             | { "options": [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}] }
            """)
    void aLineThatBreaksARuleIsRejected(String pointer, String members) {
        assertRejected(pointer, tea().lineWith(members));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            /adjustments/0/amount        | { "adjustments": [{ "type": "discount", "label": "A", "amount": "1" }] }
            /adjustments/0/amount        | { "adjustments": [{ "type": "discount", "label": "A", "amount": "0" }] }
            /adjustments/0/amount        | { "adjustments": [{ "type": "shipping", "label": "A", "amount": "-1" }] }
            /adjustments/0/amount        | { "adjustments": [{ "type": "tax", "label": "A", "amount": "1.001" }] }
            /adjustments/0/type          | { "adjustments": [{ "type": "gift", "label": "A", "amount": "1" }] }
            /adjustments/0/label         | { "adjustments": [{ "type": "fee", "amount": "1" }] }
            /shipping_address/lines      | { "shipping_address": { "name": "A", "city": "B", "country": "DE", "lines": [] } }
            /shipping_address/lines      | { "shipping_address": { "name": "A", "city": "B", "country": "DE", "lines": ["1", "2", "3", "4"] } }
            /shipping_address/country    | { "shipping_address": { "name": "A", "city": "B", "country": "XX", "lines": ["1"] } }
            /billing_address/country     | { "billing_address": { "name": "A", "city": "B", "country": "de", "lines": ["1"] } }
            /billing_address/name        | { "billing_address": { "city": "B", "country": "DE", "lines": ["1"] } }
            /contact/email               | { "contact": { "email": "ada" } }
            /contact/phone               | { "contact": { "phone": "call me" } }
            /note                        | { "note": " \\n " }
            /note                        | { "note": "a\\u0000b" }
            /metadata                    | { "metadata": ["a"] }
            """)
    void anOrderThatBreaksARuleIsRejected(String pointer, String members) {
        assertRejected(pointer, tea().with(members));
    }

    @ParameterizedTest
    @CsvSource({"adjustments, 21", "metadata, 51"})
    void listsAreBounded(String member, int count) {
        String elements = IntStream.range(0, count)
                .mapToObj(i -> member.equals("metadata")
                        ? "\"key-%s\": \"value\"".formatted(i)
                        : "{ \"type\": \"fee\", \"label\": \"Fee\", \"amount\": \"1\" }")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        String value = member.equals("metadata") ? "{" + elements + "}" : "[" + elements + "]";

        assertRejected("/" + member, tea().with("{ \"" + member + "\": " + value + " }"));
    }

    @Test
    void aNoteMayHaveLines() {
        ApiResponse placed =
                tea().with("{ \"note\": \"Ring twice.\\n\\nThank you!\" }").placeFor(api(), Users.create(api()));

        assertThat(api().get(placed.header("Location")).text("/note")).isEqualTo("Ring twice.\n\nThank you!");
    }

    @Test
    void anImportTakesWhatASingleOrderTakes() {
        String userId = Users.create(api());
        String line = discounted("-1").with("{ \"note\": \"Ring twice.\" }").importLine(userId);

        String orderId = api().post("/v1/orders/import", line, "Content-Type", "application/x-ndjson")
                .jsonLines()
                .getFirst()
                .path("order_id")
                .asText();

        ApiResponse order = api().get(Orders.path(userId, orderId));
        assertTotals(order, "19.98", "1.00", "0.00", "0.00", "18.98");
        assertThat(order.text("/note")).isEqualTo("Ring twice.");
    }

    private static Orders tea() {
        return Orders.in("EUR").line("TEA-042", "Darjeeling", 2, "9.99");
    }

    private static Orders discounted(String amount) {
        return tea().with("""
                { "adjustments": [{ "type": "discount", "label": "Welcome", "amount": "%s" }] }
                """.formatted(amount));
    }

    private static void assertTotals(
            ApiResponse order, String subtotal, String discount, String shipping, String tax, String total) {
        assertThat(order.text("/subtotal")).isEqualTo(subtotal);
        assertThat(order.text("/discount_total")).isEqualTo(discount);
        assertThat(order.text("/shipping_total")).isEqualTo(shipping);
        assertThat(order.text("/tax_total")).isEqualTo(tax);
        assertThat(order.text("/total")).isEqualTo(total);
    }

    private void assertRejected(String pointer, Orders order) {
        String userId = Users.create(api());

        ApiResponse response = order.post(api(), userId);

        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(response.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(response.texts("/errors", "pointer")).contains(pointer);
        assertThat(stored().count("USER#" + userId, "ORDER#")).isZero();
    }
}
