package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the stream's records of an order for tests, in the order in which they are asked for. */
final class OrderRecords {

    static final String CREATED_AT = "2026-11-21T09:30:00.123Z";
    static final String UPDATED_AT = "2026-11-21T10:00:00.456Z";
    static final Instant RECORDED_AT = Instant.parse("2026-11-21T10:00:01Z");

    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    private final String userId = UUID.randomUUID().toString();
    private final String orderId;
    private String lastEventId = "";

    private OrderRecords(String orderId) {
        this.orderId = orderId;
    }

    /** Those of an order of its own. */
    static OrderRecords ofAnOrder() {
        return new OrderRecords(UUID.randomUUID().toString());
    }

    static DynamodbEvent event(DynamodbStreamRecord... records) {
        return event(Arrays.asList(records));
    }

    static DynamodbEvent event(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    String orderId() {
        return orderId;
    }

    String userId() {
        return userId;
    }

    /** The event id of the record that was made last. */
    String lastEventId() {
        return lastEventId;
    }

    DynamodbStreamRecord inserted() {
        return record("INSERT", null, image("pending", 1));
    }

    DynamodbStreamRecord changed(String from, String to, long version) {
        return record("MODIFY", image(from, version - 1), image(to, version));
    }

    DynamodbStreamRecord removed(Identity by) {
        DynamodbStreamRecord record = record("REMOVE", image("paid", 2), null);
        record.setUserIdentity(by);
        return record;
    }

    DynamodbStreamRecord record(String name, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        String sequenceNumber = "%021d".formatted(SEQUENCE.incrementAndGet());
        lastEventId = "event-" + sequenceNumber;
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setEventID(lastEventId);
        record.setEventName(name);
        record.setDynamodb(new StreamRecord()
                .withApproximateCreationDateTime(Date.from(RECORDED_AT))
                .withKeys(Map.of("PK", string("USER#" + userId), "SK", string("ORDER#" + orderId)))
                .withOldImage(before)
                .withNewImage(after)
                .withSequenceNumber(sequenceNumber)
                .withStreamViewType(StreamViewType.NEW_AND_OLD_IMAGES));
        return record;
    }

    Map<String, AttributeValue> image(String status, long version) {
        Map<String, AttributeValue> image = new HashMap<>();
        image.put("type", string("order"));
        image.put("order_id", string(orderId));
        image.put("user_id", string(userId));
        image.put("status", string(status));
        image.put("currency", string("EUR"));
        image.put("total", number("1E+3"));
        image.put("created_at", string(CREATED_AT));
        image.put("updated_at", string(UPDATED_AT));
        image.put("version", number(Long.toString(version)));
        return image;
    }

    static AttributeValue string(String value) {
        return new AttributeValue().withS(value);
    }

    static AttributeValue number(String value) {
        return new AttributeValue().withN(value);
    }
}
