package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.ordertable.events.OrderEvent.Header;
import io.ordertable.events.OrderEvent.OrderCreated;
import io.ordertable.events.OrderEvent.OrderCreatedWithContents;
import io.ordertable.events.OrderEvent.OrderDeleted;
import io.ordertable.events.OrderEvent.OrderStatusChanged;
import io.ordertable.events.OrderEvent.Payment;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns records of the table's stream into events. */
final class OrderEvents {

    private static final Identity TIME_TO_LIVE =
            new Identity().withType("Service").withPrincipalId("dynamodb.amazonaws.com");

    private OrderEvents() {}

    /**
     * Returns the messages about a record; none unless an order is new, has another status or was deleted.
     *
     * @throws RuntimeException if an order in the record is not valid
     */
    static List<OrderEvent> from(DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        AttributeValue sortKey = Objects.requireNonNull(change.getKeys().get("SK"));
        if (!sortKey.getS().startsWith("ORDER#")) {
            return List.of();
        }
        return switch (record.getEventName()) {
            case "INSERT" -> created(record, OrderImage.from(change.getNewImage()));
            case "MODIFY" -> {
                OrderImage before = OrderImage.from(change.getOldImage());
                OrderImage order = OrderImage.from(change.getNewImage());
                yield before.status().equals(order.status())
                        ? List.of()
                        : List.of(statusChanged(record, before.status(), order));
            }
            case "REMOVE" -> List.of(deleted(record, OrderImage.from(change.getOldImage())));
            default -> throw new IllegalArgumentException("unknown kind of change");
        };
    }

    private static List<OrderEvent> created(DynamodbStreamRecord record, OrderImage order) {
        Header header = header("order_created", record, order, order.updatedAt());
        return List.of(
                new OrderCreated(header, order.status(), order.currency(), order.total(), order.createdAt()),
                new OrderCreatedWithContents(
                        header.ofSchema("order_created/2"),
                        OrderNumber.of(order.orderId()),
                        order.status(),
                        OrderContents.from(record.getDynamodb().getNewImage()),
                        order.createdAt()));
    }

    private static OrderEvent statusChanged(DynamodbStreamRecord record, String oldStatus, OrderImage order) {
        Header header = header("order_status_changed", record, order, order.updatedAt());
        Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
        return new OrderStatusChanged(
                header,
                OrderNumber.of(order.orderId()),
                oldStatus,
                order.status(),
                text(members(image, order.status()), "by"),
                order.status().equals("paid") ? payment(members(image, "payment")) : null);
    }

    private static @Nullable Payment payment(Map<String, AttributeValue> payment) {
        String reference = text(payment, "reference");
        String paidAt = text(payment, "paid_at");
        return reference == null || paidAt == null ? null : new Payment(reference, text(payment, "method"), paidAt);
    }

    /** Returns the members of a map in an image; none if there is no such map. */
    private static Map<String, AttributeValue> members(Map<String, AttributeValue> image, String name) {
        AttributeValue map = image.get(name);
        return map == null || map.getM() == null ? Map.of() : map.getM();
    }

    private static @Nullable String text(Map<String, AttributeValue> members, String name) {
        AttributeValue member = members.get(name);
        return member == null ? null : member.getS();
    }

    private static OrderEvent deleted(DynamodbStreamRecord record, OrderImage order) {
        Date deletedAt = record.getDynamodb().getApproximateCreationDateTime();
        Header header = header("order_deleted", record, order, deletedAt.toInstant());
        String reason = TIME_TO_LIVE.equals(record.getUserIdentity()) ? "time_to_live" : "request";
        return new OrderDeleted(header, order.status(), reason);
    }

    private static Header header(String event, DynamodbStreamRecord record, OrderImage order, Instant occurredAt) {
        String schema = event + "/1";
        String currency = order.currency().getCurrencyCode();
        return new Header(
                record.getDynamodb().getSequenceNumber(),
                record.getEventID(),
                Map.of("event", event, "status", order.status(), "currency", currency, Header.SCHEMA, schema),
                schema,
                event,
                record.getEventID(),
                occurredAt,
                order.orderId(),
                order.userId(),
                order.version());
    }
}
