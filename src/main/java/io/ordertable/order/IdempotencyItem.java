package io.ordertable.order;

import io.ordertable.table.Attributes;
import io.ordertable.table.Keys;
import io.ordertable.table.Stored;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Remembers which order an idempotency key led to, for a day. Written in the transaction that stores the order. */
@NullUnmarked
class IdempotencyItem extends Stored {

    static final String TYPE = "idempotency";
    static final Duration LIFETIME = Duration.ofHours(24);

    static final StaticTableSchema<IdempotencyItem> SCHEMA = StaticTableSchema.builder(IdempotencyItem.class)
            .newItemSupplier(IdempotencyItem::new)
            .extend(Stored.SCHEMA)
            .addAttribute(String.class, a -> a.name(Attributes.ORDER_ID)
                    .getter(item -> item.orderId)
                    .setter((item, value) -> item.orderId = value))
            .addAttribute(String.class, a -> a.name("request_hash")
                    .getter(item -> item.requestHash)
                    .setter((item, value) -> item.requestHash = value))
            .addAttribute(Long.class, a -> a.name(Attributes.EXPIRES_AT)
                    .getter(item -> item.expiresAt)
                    .setter((item, value) -> item.expiresAt = value))
            .build();

    private String orderId;
    private String requestHash;
    private Long expiresAt;

    static IdempotencyItem of(Order order, Idempotency idempotency) {
        IdempotencyItem item = new IdempotencyItem();
        item.partitionKey = Keys.user(order.userId());
        item.sortKey = Keys.idempotency(idempotency.key());
        item.type = TYPE;
        item.orderId = order.orderId().toString();
        item.requestHash = idempotency.requestHash();
        item.expiresAt = order.createdAt().plus(LIFETIME).getEpochSecond();
        return item;
    }

    /** No record, or one past its time: DynamoDB deletes those only in the course of days. */
    static Expression absentOrExpiredAt(long epochSecond) {
        return Expression.builder()
                .expression("attribute_not_exists(PK) OR expires_at <= :now")
                .expressionValues(Map.of(":now", AttributeValue.fromN(Long.toString(epochSecond))))
                .build();
    }

    boolean isFor(Idempotency idempotency) {
        return requestHash.equals(idempotency.requestHash());
    }

    UUID orderId() {
        return UUID.fromString(orderId);
    }
}
