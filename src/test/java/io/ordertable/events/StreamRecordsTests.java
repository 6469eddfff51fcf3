package io.ordertable.events;

import static io.ordertable.events.OrderRecords.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRecordsTests {

    private static final Identity TIME_TO_LIVE =
            new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com");

    private final OrderRecords order = OrderRecords.ofAnOrder();

    @Test
    void aNewOrderIsToldWithWhatItCosts() {
        String message = message(order.inserted());

        assertThat(message).isEqualTo("""
                        {"schema":"order_created/1","event_id":"%s","occurred_at":"2026-11-21T10:00:00.456Z",\
                        "order_id":"%s","user_id":"%s","version":1,"status":"pending","currency":"EUR","total":"1000.00",\
                        "created_at":"2026-11-21T09:30:00.123Z"}""".formatted(order.lastEventId(), order.orderId(), order.userId()));
        MessageSchemas.check(message);
    }

    @Test
    void anotherStatusIsToldWithTheOneBefore() {
        String message = message(order.changed("paid", "shipped", 3));

        assertThat(message).isEqualTo("""
                        {"schema":"order_status_changed/1","event_id":"%s","occurred_at":"2026-11-21T10:00:00.456Z",\
                        "order_id":"%s","user_id":"%s","version":3,"old_status":"paid","new_status":"shipped"}""".formatted(order.lastEventId(), order.orderId(), order.userId()));
        MessageSchemas.check(message);
    }

    @Test
    void aDeletedOrderIsToldByDynamoDbsClock() {
        String message = message(order.removed(null));

        assertThat(message).isEqualTo("""
                        {"schema":"order_deleted/1","event_id":"%s","occurred_at":"2026-11-21T10:00:01.000Z",\
                        "order_id":"%s","user_id":"%s","version":2,"status":"paid","reason":"request"}""".formatted(order.lastEventId(), order.orderId(), order.userId()));
        MessageSchemas.check(message);
    }

    @Test
    void whatTimeToLiveDeletedIsToldApart() {
        String message = message(order.removed(TIME_TO_LIVE));

        assertThat(message).contains("\"reason\":\"time_to_live\"");
        MessageSchemas.check(message);
    }

    @ParameterizedTest
    @CsvSource({
        "Service, dynamodb.amazonaws.com.example.org",
        "Service, replication.dynamodb.amazonaws.com",
        "User, dynamodb.amazonaws.com"
    })
    void nobodyElseIsTimeToLive(String type, String principal) {
        Identity identity = new Identity().withType(type).withPrincipalId(principal);

        assertThat(message(order.removed(identity))).contains("\"reason\":\"request\"");
    }

    @Test
    void aChangeThatKeepsTheStatusIsNoEvent() {
        assertThat(StreamRecords.eventIn(order.changed("paid", "paid", 3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROFILE", "GUARD", "IDEMPOTENCY#ORDER#1", "order#1"})
    void whatIsNoOrderIsNoEvent(String sortKey) {
        DynamodbStreamRecord record = order.inserted();
        record.getDynamodb().setKeys(Map.of("PK", string("USER#1"), "SK", string(sortKey)));

        assertThat(StreamRecords.eventIn(record)).isEmpty();
    }

    @Test
    void aStatusThatIsNewToTheFunctionIsToldAllTheSame() {
        String message = message(order.changed("paid", "on_hold", 3));

        assertThat(message).contains("\"new_status\":\"on_hold\"");
        MessageSchemas.check(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "MODIFY", "REMOVE"})
    void aRecordWithoutItsImagesIsUnreadable(String name) {
        assertThatThrownBy(() -> StreamRecords.eventIn(order.record(name, null, null)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("an image is missing");
    }

    @Test
    void anUnknownKindOfChangeIsUnreadable() {
        Map<String, AttributeValue> image = order.image("paid", 2);

        assertThatThrownBy(() -> StreamRecords.eventIn(order.record("UPSERT", image, image)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessage("the event name is malformed");
    }

    private static String message(DynamodbStreamRecord record) {
        return Announcement.of("1", StreamRecords.eventIn(record).orElseThrow()).message();
    }
}
