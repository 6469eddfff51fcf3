package io.ordertable.idempotency;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.table.Cancellation;
import io.ordertable.table.Keys;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/**
 * The records of idempotency keys. A repository adds one to the transaction that stores what the key creates, so that a rejected
 * request does not use up its key.
 */
@Component
public class IdempotencyRecords {

    /** The most keys that are read at once. */
    public static final int PAGE = 100;

    /** The first character that a key may contain, and the first after all of them. */
    private static final String FIRST = " ";

    private static final String END = "\u007F";

    private final DynamoDbCalls calls;
    private final DynamoDbTable<IdempotencyItem> records;

    IdempotencyRecords(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties properties) {
        this.calls = calls;
        this.records = client.table(properties.name(), IdempotencyItem.SCHEMA);
    }

    /** Adds the record of the user's key, if there is one, to the transaction, which fails if the key was used before. */
    public void add(
            Transaction transaction, UUID userId, @Nullable Idempotency idempotency, UUID resourceId, Instant now) {
        if (idempotency != null) {
            transaction.put(
                    records,
                    IdempotencyItem.of(userId, idempotency, resourceId, now),
                    IdempotencyItem.absentOrExpired(now));
        }
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

    /**
     * Returns the next keys that were used with the user's orders, or by the user, in alphabetical order: {@value #PAGE} if there are
     * as many.
     *
     * @param after the last key of the page before; empty to begin
     */
    public List<UsedKey> next(UUID userId, String after) {
        QueryConditional rest = QueryConditional.sortBetween(
                Keys.idempotency(userId, after.isEmpty() ? "" : after + FIRST), Keys.idempotency(userId, END));
        return calls.run(() -> records
                .query(r -> r.queryConditional(rest).limit(PAGE).returnConsumedCapacity(INDEXES))
                .iterator()
                .next()
                .items()
                .stream()
                .map(IdempotencyItem::toUsedKey)
                .toList());
    }

    /**
     * A key that was used.
     *
     * @param resourceId what it created
     * @param expiresAt when it may be used again
     */
    public record UsedKey(String key, UUID resourceId, Instant expiresAt) {}
}
