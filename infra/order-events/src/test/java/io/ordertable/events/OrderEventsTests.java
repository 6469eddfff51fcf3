package io.ordertable.events;

import static io.ordertable.events.OrderRecords.number;
import static io.ordertable.events.OrderRecords.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import java.util.Map;
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
    void aChangeOfStatusIsPublishedWithTheOldStatus() {
        assertThat(message(order.paid())).isEqualTo("""
                        {"schema":"order_status_changed/1","event":"order_status_changed","event_id":"%s",\
                        "occurred_at":"2026-11-21T10:00:00.456Z","order_id":"%s","user_id":"%s","version":2,\
                        "old_status":"pending","new_status":"paid"}""");
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

        assertThat(message(placed)).contains("\"total\":\"" + published + "\"");
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

    /** The message, with placeholders for what each run has of its own; valid according to its schema. */
    private String message(DynamodbStreamRecord record) {
        String message =
                Json.MAPPER.valueToTree(OrderEvents.from(record).orElseThrow()).toString();
        MessageSchemas.check(message);
        return message.replace(record.getEventID(), "%s")
                .replace(order.orderId(), "%s")
                .replace(OrderRecords.USER_ID, "%s");
    }
}
