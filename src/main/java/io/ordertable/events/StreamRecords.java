package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.ordertable.table.Attributes;
import io.ordertable.table.Keys;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which event, if any, a record of the table's stream stands for. */
final class StreamRecords {

    private static final String TTL_SERVICE = "dynamodb.amazonaws.com";

    private StreamRecords() {}

    /**
     * The event that others hear of; none for anything but an order that is new, has another status or is gone.
     *
     * @throws UnreadableRecord where the record cannot be one of an order, though its key is that of one
     */
    static Optional<OrderEvent> eventIn(DynamodbStreamRecord record) {
        return isOrder(record.getDynamodb()) ? changeIn(record) : Optional.empty();
    }

    private static boolean isOrder(StreamRecord change) {
        AttributeValue sortKey = change.getKeys().get(Attributes.SK);
        return sortKey != null && sortKey.getS() != null && sortKey.getS().startsWith(Keys.ORDER);
    }

    private static Optional<OrderEvent> changeIn(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        String eventId = record.getEventID();
        if (eventId == null) {
            throw UnreadableRecord.missing("the event id");
        }
        return switch (record.getEventName()) {
            case "INSERT" -> Optional.of(new OrderCreated(eventId, OrderImage.from(Image.of(change.getNewImage()))));
            case "MODIFY" -> statusChange(eventId, Image.of(change.getOldImage()), Image.of(change.getNewImage()));
            case "REMOVE" -> {
                OrderImage last = OrderImage.from(Image.of(change.getOldImage()));
                yield Optional.of(
                        new OrderDeleted(eventId, last, timeOf(change), isTimeToLive(record.getUserIdentity())));
            }
            default -> throw UnreadableRecord.malformed("the event name");
        };
    }

    private static Optional<OrderEvent> statusChange(String eventId, Image before, Image after) {
        String oldStatus = OrderImage.statusIn(before);
        return oldStatus.equals(OrderImage.statusIn(after))
                ? Optional.empty()
                : Optional.of(new OrderStatusChanged(eventId, oldStatus, OrderImage.from(after)));
    }

    private static Instant timeOf(StreamRecord change) {
        Date time = change.getApproximateCreationDateTime();
        if (time == null) {
            throw UnreadableRecord.missing("its time");
        }
        return time.toInstant();
    }

    private static boolean isTimeToLive(@Nullable Identity identity) {
        return identity != null
                && "Service".equals(identity.getType())
                && TTL_SERVICE.equals(identity.getPrincipalId());
    }
}
