package io.ordertable.idempotency;

import io.ordertable.idempotency.IdempotencyRecords.UsedKey;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stored form of an idempotency key and what it created. */
@NullUnmarked
class IdempotencyItem extends TableItem {

    static final Duration LIFETIME = Duration.ofHours(24);

    static final StaticTableSchema<IdempotencyItem> SCHEMA = StaticTableSchema.builder(IdempotencyItem.class)
            .newItemSupplier(IdempotencyItem::new)
            .extend(TableItem.SCHEMA)
            .addAttribute(UUID.class, a -> a.name("resource_id")
                    .getter(item -> item.resourceId)
                    .setter((item, value) -> item.resourceId = value))
            .addAttribute(String.class, a -> a.name("request_hash")
                    .getter(item -> item.requestHash)
                    .setter((item, value) -> item.requestHash = value))
            .addAttribute(Long.class, a -> a.name(TableItem.EXPIRES_AT)
                    .getter(item -> item.expiresAt)
                    .setter((item, value) -> item.expiresAt = value))
            .build();

    UUID resourceId;
    private String requestHash;
    private Long expiresAt;

    static IdempotencyItem of(UUID userId, Idempotency idempotency, UUID resourceId, Instant createdAt) {
        Key key = Keys.idempotency(userId, idempotency.key());
        IdempotencyItem item = new IdempotencyItem();
        item.partitionKey = key.partitionKeyValue().s();
        item.sortKey = key.sortKeyValue().orElseThrow().s();
        item.type = "idempotency";
        item.schema = NEWEST;
        item.resourceId = resourceId;
        item.requestHash = idempotency.requestHash();
        item.expiresAt = createdAt.plus(LIFETIME).getEpochSecond();
        return item;
    }

    /** Accepts an expired record, because DynamoDB may take days to delete it. */
    static Expression absentOrExpired(Instant now) {
        return Expression.builder()
                .expression("attribute_not_exists(PK) OR expires_at <= :now")
                .putExpressionValue(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))
                .build();
    }

    UsedKey toUsedKey() {
        return new UsedKey(Keys.idempotencyKey(sortKey), resourceId, Instant.ofEpochSecond(expiresAt));
    }

    boolean isFor(Idempotency idempotency) {
        return requestHash.equals(idempotency.requestHash());
    }
}
