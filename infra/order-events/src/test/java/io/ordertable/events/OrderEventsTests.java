package io.ordertable.events;

import static io.ordertable.events.OrderRecords.number;
import static io.ordertable.events.OrderRecords.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventsTests {

    private final OrderRecords order = new OrderRecords();

    @Test
    void aNewOrderIsPublishedWithItsTotal() {
        assertThat(message(order.placed())).isEqualTo("""
                        {"schema":"order_created/1","event":"order_created","event_id":"%s",\
                        "occurred_at":"2026-11-21T09:30:00.123Z","order_id":"%s","user_id":"%s","version":1,\
                        "status":"pending","currency":"EUR","total":"19.98","created_at":"2026-11-21T09:30:00.123Z"}""");
    }

    @Test
    void aNewOrderIsPublishedOnceMoreWithItsContents() {
        assertThat(messages(order.placed()).getLast()).isEqualTo("""
                        {"schema":"order_created/2","event":"order_created","event_id":"%s",\
                        "occurred_at":"2026-11-21T09:30:00.123Z","order_id":"%s","user_id":"%s","version":1,\
                        "number":"%s","status":"pending","currency":"EUR","tax_included":false,\
                        "lines":[{"sku":"BOOK-1","quantity":2,"unit_price":"9.99","discount":"0.00","line_total":"19.98"}],\
                        "subtotal":"19.98","discount_total":"0.00","shipping_total":"0.00","tax_total":"0.00",\
                        "total":"19.98","metadata":{},"created_at":"2026-11-21T09:30:00.123Z"}""");
    }

    @Test
    void theContentsIncludeAllAmountsAndTheMetadata() {
        DynamodbStreamRecord placed = order.placed();
        placed.getDynamodb()
                .getNewImage()
                .putAll(Map.of(
                        "tax_included", new AttributeValue().withBOOL(true),
                        "subtotal", number("20"),
                        "discount_total", number("1.5"),
                        "shipping_total", number("4.9"),
                        "tax_total", number("0.1"),
                        "total", number("23.4"),
                        "metadata", new AttributeValue().withM(Map.of("cart", string("c-1")))));
        placed.getDynamodb().getNewImage().get("lines").getL().getFirst().getM().put("discount", number("1.5"));

        assertThat(messages(placed).getLast()).contains("""
                        "tax_included":true,\
                        "lines":[{"sku":"BOOK-1","quantity":2,"unit_price":"9.99","discount":"1.50","line_total":"18.48"}],\
                        "subtotal":"20.00","discount_total":"1.50","shipping_total":"4.90","tax_total":"0.10",\
                        "total":"23.40","metadata":{"cart":"c-1"}""");
    }

    /** What a customer has written or can be reached by stays in the table, from which it can be erased. */
    @Test
    void noMessageHasPersonalData() {
        DynamodbStreamRecord placed = order.placed();
        Map<String, AttributeValue> image = placed.getDynamodb().getNewImage();
        AttributeValue personal = string("Ada");
        image.put("note", personal);
        image.put("contact", new AttributeValue().withM(Map.of("email", personal)));
        image.put("shipping_address", new AttributeValue().withM(Map.of("name", personal)));
        image.put("billing_address", new AttributeValue().withM(Map.of("name", personal)));
        image.get("lines").getL().getFirst().getM().putAll(Map.of("name", personal, "options", personal));

        assertThat(messages(placed)).hasSize(2).noneMatch(message -> message.contains("Ada"));
    }

    @Test
    void aChangeOfStatusIsPublishedWithTheOldStatus() {
        assertThat(message(order.paid())).isEqualTo("""
                        {"schema":"order_status_changed/1","event":"order_status_changed","event_id":"%s",\
                        "occurred_at":"2026-11-21T10:00:00.456Z","order_id":"%s","user_id":"%s","version":2,\
                        "number":"%s","old_status":"pending","new_status":"paid","by":"staff"}""");
    }

    @Test
    void aStepIsPublishedWithWhoTookItAndHowTheOrderWasPaid() {
        DynamodbStreamRecord paid = order.paid();
        Map<String, AttributeValue> image = paid.getDynamodb().getNewImage();
        image.put("paid", new AttributeValue().withM(Map.of("by", string("staff"), "reason", string("Ada called"))));
        image.put(
                "payment",
                new AttributeValue()
                        .withM(Map.of("reference", string("pi_1"), "paid_at", string("2026-11-21T09:59:00.000Z"))));

        assertThat(message(paid)).endsWith("""
                        "old_status":"pending","new_status":"paid","by":"staff",\
                        "payment":{"reference":"pi_1","paid_at":"2026-11-21T09:59:00.000Z"}}""").doesNotContain("Ada");
    }

    @Test
    void aDeletedOrderIsPublishedWithTheTimeOfTheDeletion() {
        assertThat(message(order.deleted())).isEqualTo("""
                        {"schema":"order_deleted/1","event":"order_deleted","event_id":"%s",\
                        "occurred_at":"2026-11-21T10:00:01.000Z","order_id":"%s","user_id":"%s","version":2,\
                        "status":"paid","reason":"request"}""");
    }

    @ParameterizedTest
    @CsvSource({
        "Service, dynamodb.amazonaws.com, time_to_live",
        "Service, dynamodb.amazonaws.com.example.org, request",
        "Service, replication.dynamodb.amazonaws.com, request",
        "User, dynamodb.amazonaws.com, request"
    })
    void aDeletionByTimeToLiveCanBeRecognized(String type, String principal, String reason) {
        DynamodbStreamRecord deleted = order.deleted();
        deleted.setUserIdentity(new Identity().withType(type).withPrincipalId(principal));

        assertThat(message(deleted)).contains("\"reason\":\"" + reason + "\"");
    }

    @ParameterizedTest
    @CsvSource({"EUR, 1E+3, 1000.00", "EUR, 9.9, 9.90", "JPY, 1E+3, 1000", "KWD, 0, 0.000"})
    void theTotalHasTheDecimalsOfItsCurrency(String currency, String stored, String published) {
        DynamodbStreamRecord placed = order.placed();
        placed.getDynamodb().getNewImage().put("currency", string(currency));
        placed.getDynamodb().getNewImage().put("total", number(stored));
        placed.getDynamodb().getNewImage().get("lines").getL().getFirst().getM().put("unit_price", number("9"));

        assertThat(messages(placed)).allMatch(message -> message.contains("\"total\":\"" + published + "\""));
    }

    @Test
    void aStatusThatTheFunctionDoesNotKnowIsPublishedNevertheless() {
        assertThat(message(order.changed("paid", "on_hold", 3))).contains("\"new_status\":\"on_hold\"");
    }

    @Test
    void aChangeThatKeepsTheStatusIsNoEvent() {
        assertThat(OrderEvents.from(order.changed("paid", "paid", 3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROFILE", "GUARD", "IDEMPOTENCY#ORDER#1", "order#1"})
    void anItemThatIsNoOrderIsNoEvent(String sortKey) {
        DynamodbStreamRecord record = order.placed();
        record.getDynamodb().setKeys(Map.of("PK", string("USER#1"), "SK", string(sortKey)));

        assertThat(OrderEvents.from(record)).isEmpty();
    }

    @Test
    void anUnknownKindOfChangeIsRefused() {
        DynamodbStreamRecord record = order.paid();
        record.setEventName("UPSERT");

        assertThatThrownBy(() -> OrderEvents.from(record)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The first message. */
    private String message(DynamodbStreamRecord record) {
        return messages(record).getFirst();
    }

    /** The messages, with placeholders for what each run has of its own; valid according to their schemas. */
    private List<String> messages(DynamodbStreamRecord record) {
        return OrderEvents.from(record).stream()
                .map(event -> Json.MAPPER.valueToTree(event).toString())
                .peek(MessageSchemas::check)
                .map(message -> message.replace(record.getEventID(), "%s")
                        .replace(order.orderId(), "%s")
                        .replace(OrderNumber.of(UUID.fromString(order.orderId())), "%s")
                        .replace(OrderRecords.USER_ID, "%s"))
                .toList();
    }
}
