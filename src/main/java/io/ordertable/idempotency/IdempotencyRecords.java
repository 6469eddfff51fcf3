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
 * The records of idempotency keys. A repository adds one to the transaction that stores what the key creates, so that both are
 * stored or neither: a refused request does not use up its key.
 */
@Component
public class IdempotencyRecords {

    private final DynamoDbTable<IdempotencyItem> records;

    IdempotencyRecords(DynamoDbEnhancedClient client, TableProperties properties) {
        this.records = client.table(properties.name(), IdempotencyItem.SCHEMA);
    }

    /**
     * Adds to the transaction that the key is unused and leads to this resource from now on.
     *
     * @param recordKey where the record is stored
     */
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
     * Returns the id of the resource that the key led to before; empty without a key, or if the transaction failed for other
     * reasons. Ask this before looking at the other conditions, because it may be the repeated request itself that made them fail.
     *
     * @param place the record's place in the transaction
     * @throws io.ordertable.error.ServiceException if the key was used for another request
     * @throws software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException if the record cannot be judged yet, so
     *     that the transaction is worth repeating whatever the other conditions are
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
            throw IdempotencyError.usedBefore();
        }
        return record.map(IdempotencyItem::resourceId);
    }
}
