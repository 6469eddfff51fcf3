package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.ordertable.events.OrderEvent.Header;
import io.ordertable.events.OrderEvent.OrderCreated;
import io.ordertable.events.OrderEvent.OrderDeleted;
import io.ordertable.events.OrderEvent.OrderStatusChanged;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns records of the table's stream into events. */
final class OrderEvents {

    private static final Identity TIME_TO_LIVE =
            new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com");

    private OrderEvents() {}

    /**
     * Returns the event that a record stands for; empty unless an order is new, has another status or was deleted.
     *
     * @throws RuntimeException if an order in the record is not valid
     */
    static Optional<OrderEvent> from(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        AttributeValue sortKey = Objects.requireNonNull(change.getKeys().get("SK"));
        if (!sortKey.getS().startsWith("ORDER#")) {
            return Optional.empty();
        }
        return switch (record.getEventName()) {
            case "INSERT" -> Optional.of(created(record, OrderImage.from(change.getNewImage())));
            case "MODIFY" -> {
                OrderImage before = OrderImage.from(change.getOldImage());
                OrderImage order = OrderImage.from(change.getNewImage());
                yield Optional.of(statusChanged(record, before.status(), order))
                        .filter(event -> !before.status().equals(order.status()));
            }
            case "REMOVE" -> Optional.of(deleted(record, OrderImage.from(change.getOldImage())));
            default -> throw new IllegalArgumentException("unknown kind of change");
        };
    }

    private static OrderEvent created(DynamodbStreamRecord record, OrderImage order) {
        Header header = header("order_created", record, order, order.updatedAt());
        return new OrderCreated(header, order.status(), order.currency(), order.total(), order.createdAt());
    }

    private static OrderEvent statusChanged(DynamodbStreamRecord record, String oldStatus, OrderImage order) {
        Header header = header("order_status_changed", record, order, order.updatedAt());
        return new OrderStatusChanged(header, oldStatus, order.status());
    }

    private static OrderEvent deleted(DynamodbStreamRecord record, OrderImage order) {
        Date deletedAt = record.getDynamodb().getApproximateCreationDateTime();
        Header header = header("order_deleted", record, order, deletedAt.toInstant());
        String reason = TIME_TO_LIVE.equals(record.getUserIdentity()) ? "time_to_live" : "request";
        return new OrderDeleted(header, order.status(), reason);
    }

    private static Header header(String event, DynamodbStreamRecord record, OrderImage order, Instant occurredAt) {
        String currency = order.currency().getCurrencyCode();
        return new Header(
                record.getDynamodb().getSequenceNumber(),
                Map.of("event", event, "status", order.status(), "currency", currency),
                event + "/1",
                event,
                record.getEventID(),
                occurredAt,
                order.orderId(),
                order.userId(),
                order.version());
    }
}
