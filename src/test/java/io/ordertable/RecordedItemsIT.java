package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.order.Orders;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import io.ordertable.user.Users;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is stored has the form that was recorded, and what was recorded of any form can be read. */
class RecordedItemsIT extends IntegrationTest {

    private static final Path ACTUAL = Path.of("target", RecordedItem.file(TableItem.NEWEST));

    private static final String DETAILS = """
            {
              "tax_included": true,
              "adjustments": [
                {"type": "discount", "label": "Welcome", "code": "WELCOME-1", "amount": "-5"},
                {"type": "shipping", "label": "Parcel", "amount": "4.90"},
                {"type": "tax", "label": "VAT", "amount": "3.19"}
              ],
              "shipping_address": {
                "name": "Ada Lovelace", "company": "Engines", "lines": ["12 St James's Square"], "city": "London",
                "region": "Greater London", "postal_code": "SW1Y 4JH", "country": "GB", "phone": "+44 20 7946 0000"
              },
              "billing_address": {"name": "Ada Lovelace", "lines": ["1 Main Street"], "city": "Leeds", "country": "GB"},
              "contact": {"email": "ada@example.org", "phone": "+44 20 7946 0001"},
              "note": "Please ring twice.",
              "metadata": {"channel": "web"}
            }
            """;

    private static final String LINE = """
            {
              "image_url": "https://shop.example.org/tea.jpg", "product_url": "https://shop.example.org/tea",
              "options": [{"name": "Size", "value": "100 g"}], "discount": "1.50"
            }
            """;

    private static final List<String> CHANGES = List.of("""
            {"status": "paid", "reason": "As agreed", "payment": {"reference": "pi_1", "method": "card"}}""", """
            {"status": "shipped", "shipment": {"carrier": "DHL", "tracking_number": "1",
             "tracking_url": "https://dhl.example/1", "lines": [{"line": 1, "quantity": 1}]}}""", """
            {"shipment": {"carrier": "UPS"}}""", """
            {"metadata": {"channel": null, "erp_id": "4711"}}""");

    private final List<RecordedItem> recorded = new ArrayList<>();

    @Autowired
    private TableProperties table;

    static List<RecordedItem> ofAnyForm() {
        return RecordedItem.all()
                .filter(item -> !item.response().isMissingNode())
                .toList();
    }

    @Test
    void whatIsStoredHasTheFormThatWasRecorded() throws Exception {
        String email = Users.newEmail();
        ApiResponse user = Users.someone().at(email).register(api());
        String userId = user.text("/user_id");
        String partition = "USER#" + userId;
        add("a user", partition, "PROFILE", api().get(Users.path(userId)));
        add("an email guard", Users.guardKey(email), "GUARD", null);
        for (String status : List.of("pending", "paid", "shipped", "completed", "cancelled", "returned")) {
            add("an order that is " + status, partition, Orders.placeAs(api(), userId, status));
        }
        ApiResponse detailed = Orders.in("EUR")
                .line("TEA-1", "Tea", 2, "9.99")
                .lineWith(LINE)
                .with(DETAILS)
                .placeFor(api(), userId, "Idempotency-Key", "key");
        add("an order with all details", partition, detailed);
        for (String change : CHANGES) {
            api().patch(detailed.header("Location"), change, "If-Match", "*");
        }
        add("the same order with a history", partition, detailed);
        add("an idempotency record", partition, "IDEMPOTENCY#key", null);
        api().patch(Users.path(userId), "{\"name\": \"Ada King\"}", "If-Match", user.header("ETag"));
        add("a user whose name was changed", partition, "PROFILE", api().get(Users.path(userId)));
        api().delete(Users.path(userId), "If-Match", "*");
        await().until(() -> stored().get(partition, "ERASURE").containsKey("second_look"));
        add("an order whose user was deleted", partition, detailed);
        add("an erasure", partition, "ERASURE", null);

        RecordedItem.write(recorded, ACTUAL);
        assertThat(recorded.stream().map(RecordedItem::normalized).toList())
                .as("""
                    If items are meant to change: while the form is not released yet, copy %s to src/test/resources/items. \
                    Afterwards, raise TableItem.NEWEST; docs/table.md says how.""", ACTUAL)
                .isEqualTo(RecordedItem.ofForm(TableItem.NEWEST).stream()
                        .map(RecordedItem::normalized)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("ofAnyForm")
    void whatAReleaseReturnedIsStillReturned(RecordedItem item) {
        dynamoDb.putItem(r -> r.tableName(table.name()).item(item.attributes()));
        String userId = item.text("user_id");

        ApiResponse response =
                api().get(item.isA("order") ? Orders.path(userId, item.text("order_id")) : Users.path(userId));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("ETag"))
                .isEqualTo("\"" + item.response().path("version").asText() + "\"");
        assertContains(response.json(), item.response());
    }

    /** Members may have been added since. */
    private static void assertContains(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            expected.properties().forEach(member -> assertContains(actual.path(member.getKey()), member.getValue()));
        } else if (expected.isArray()) {
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertContains(actual.path(i), expected.path(i));
            }
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private void add(String name, String partition, ApiResponse order) {
        String path = Orders.path(order.text("/user_id"), order.text("/order_id"));
        add(name, partition, "ORDER#" + order.text("/order_id"), api().get(path));
    }

    private void add(String name, String partition, String sortKey, ApiResponse response) {
        recorded.add(RecordedItem.of(name, stored().get(partition, sortKey), response));
    }
}
