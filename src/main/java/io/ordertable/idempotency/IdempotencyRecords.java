package io.ordertable.idempotency;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.table.Cancellation;
import io.ordertable.table.TableProperties;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * The records of idempotency keys. A repository adds one to the transaction that stores what the key creates, so that a rejected
 * request does not use up its key.
 */
@Component
public class IdempotencyRecords {

    private final DynamoDbTable<IdempotencyItem> records;

    IdempotencyRecords(DynamoDbEnhancedClient client, TableProperties properties) {
        this.records = client.table(properties.name(), IdempotencyItem.SCHEMA);
    }

    /** Adds the record of a key to the transaction, which fails if the key was used before. */
    public void add(
            TransactWriteItemsEnhancedRequest.Builder transaction,
            Key recordKey,
            Idempotency idempotency,
            UUID resourceId,
            Instant now) {
        transaction.addPutItem(
                records,
                TransactPutItemEnhancedRequest.builder(IdempotencyItem.class)
                        .item(IdempotencyItem.of(recordKey, idempotency, resourceId, now))
                        .conditionExpression(IdempotencyItem.absentOrExpired(now))
                        .returnValuesOnConditionCheckFailure(ALL_OLD)
                        .build());
    }

    /**
     * Returns the id of the resource that the key created before; empty without a key, or if the transaction failed for other
     * reasons. Callers ask this before they look at the other conditions, which the first request may have made fail. Throws an
     * exception if the key was used for another request, or the transaction must be repeated to find out.
     *
     * @param place the record's place in the transaction
     */
    public Optional<UUID> earlier(Cancellation cancellation, int place, @Nullable Idempotency idempotency) {
        if (idempotency == null) {
            return Optional.empty();
        }
        if (cancellation.undecided(place)) {
            throw cancellation.failureOf(place);
        }
        Optional<IdempotencyItem> record = cancellation.existing(place).map(IdempotencyItem.SCHEMA::mapToItem);
        if (record.isPresent() && !record.get().isFor(idempotency)) {
            throw Idempotency.keyReused("This key was used for another request within the last 24 hours.");
        }
        return record.map(item -> item.resourceId);
    }
}
