package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.table.ItemSize;
import io.ordertable.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sizes of an order's members in docs/table.md are right. A failure shows the right ones. */
class OrderSizeIT extends IntegrationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNIT = 1024;

    private static final String LINE = """
            {"sku": "TEA-042", "name": "Darjeeling First Flush", "quantity": 2, "unit_price": "19.99"}""";
    private static final String ADDRESS = """
            {"name": "Ada Lovelace", "lines": ["12 St James's Square"], "city": "London", "postal_code": "SW1Y 4JH",
             "country": "GB"}""";

    private final ObjectNode request = json("{\"currency\": \"EUR\"}");
    private final StringBuilder table = new StringBuilder();
    private String userId = "";
    private ApiResponse order;
    private int size;

    @BeforeEach
    void createUser() {
        userId = Users.create(api());
    }

    @Test
    void theDocumentedSizesAreThoseOfATypicalOrder() throws IOException {
        request.withArray("/lines").add(json(LINE));
        place("keys, status, total, times and a line of `sku`, `name`, `quantity`, `unit_price`");
        request.withArray("/lines").add(json(LINE));
        place("another such line");
        lineWith("image_url", "\"https://shop.example.org/images/tea-042.jpg\"");
        lineWith("product_url", "\"https://shop.example.org/products/tea-042\"");
        lineWith("options", "[{\"name\": \"Size\", \"value\": \"100 g\"}]");
        lineWith("discount", "\"4.00\"");
        with("tax_included", "true");
        with("adjustments", """
                [{"type": "shipping", "label": "Parcel, 2 days", "amount": "4.90"},
                 {"type": "tax", "label": "VAT 7 %", "amount": "4.97"}]""");
        with("shipping_address", ADDRESS);
        with("billing_address", ADDRESS);
        with("contact", "{\"email\": \"ada@example.org\", \"phone\": \"+44 20 7946 0958\"}");
        with("note", "\"Please leave it with the porter.\"");
        with("metadata", "{\"cart\": \"c-7f3k9q2m\", \"campaign\": \"spring\"}");

        change("the step to `paid` with a `payment`", """
                {"status": "paid", "payment": {"reference": "pi_3PkX9q2eZvKYlo2C", "method": "card"}}""");
        change("the step to `shipped` with a shipment of everything", """
                {"status": "shipped", "shipment": {"carrier": "DHL", "tracking_number": "00340434161094042557"}}""");
        change("another entry of `metadata`", """
                {"metadata": {"erp_id": "4711"}}""");

        assertThat(Files.readString(Path.of("docs/table.md"))).contains(table);
    }

    private void with(String member, String value) {
        request.setAll(json("{\"" + member + "\": " + value + "}"));
        place("`" + member + "`");
    }

    private void lineWith(String member, String value) {
        ObjectNode line = (ObjectNode) request.path("lines").path(1);
        line.setAll(json("{\"" + member + "\": " + value + "}"));
        place("`" + member + "` of a line");
    }

    private void place(String member) {
        order = api().post(Orders.path(userId), request.toString());
        assertThat(order.status()).as(order.text()).isEqualTo(201);
        addRow(member);
    }

    private void change(String what, String patch) {
        ApiResponse changed = api().patch(order.header("Location"), patch, "If-Match", "*");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        addRow(what);
    }

    private void addRow(String member) {
        int before = size;
        size = ItemSize.of(stored().get("USER#" + userId, "ORDER#" + order.text("/order_id")));
        table.append("| %s | %d | %,d | %d |\n".formatted(member, size - before, size, (size + UNIT - 1) / UNIT));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
