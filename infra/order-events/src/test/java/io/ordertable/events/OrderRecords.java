package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stream's records of one order, as the service's {@code StreamRecordsIT} recorded them: each call returns the next one in the
 * stream.
 */
final class OrderRecords {

    /** An order that was placed, paid and deleted. */
    static final Path FILE = Path.of("src/test/resources/stream-records.json");

    static final String USER_ID = "01a1fef5-cd0b-71f2-8ef5-30578383fd67";

    private static final String RECORDED_ORDER_ID = "01a1fef5-cd96-7124-bbf6-6be52007a0ec";
    private static final AtomicInteger POSITION = new AtomicInteger();

    private final String orderId = UUID.randomUUID().toString();

    String orderId() {
        return orderId;
    }

    DynamodbStreamRecord placed() {
        return record(0);
    }

    DynamodbStreamRecord paid() {
        return record(1);
    }

    DynamodbStreamRecord deleted() {
        return record(2);
    }

    /** A change that the recorded order did not have. */
    DynamodbStreamRecord changed(String from, String to, long version) {
        DynamodbStreamRecord record = paid();
        record.getDynamodb().getOldImage().put("status", string(from));
        record.getDynamodb().getNewImage().put("status", string(to));
        record.getDynamodb().getNewImage().put("version", number(Long.toString(version)));
        return record;
    }

    static DynamodbEvent event(List<DynamodbStreamRecord> records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    /** Reads an event with the code of Lambda's Java runtime. */
    static DynamodbEvent read(String json) {
        return LambdaEventSerializers.serializerFor(DynamodbEvent.class, OrderRecords.class.getClassLoader())
                .fromJson(json);
    }

    static AttributeValue string(String value) {
        return new AttributeValue().withS(value);
    }

    static AttributeValue number(String value) {
        return new AttributeValue().withN(value);
    }

    private DynamodbStreamRecord record(int index) {
        DynamodbStreamRecord record = read(recording().replace(RECORDED_ORDER_ID, orderId))
                .getRecords()
                .get(index);
        String position = "%021d".formatted(POSITION.incrementAndGet());
        record.setEventID("event-" + position);
        record.getDynamodb().setSequenceNumber(position);
        return record;
    }

    private static String recording() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
