package io.ordertable.user;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Finds erasures and stores their progress. The deletion of a user creates them. */
@Repository
class ErasureRepository {

    private static final int MAX_FOUND = 100;

    private final DynamoDbCalls calls;
    private final DynamoDbTable<ErasureItem> erasures;
    private final Clock clock;

    ErasureRepository(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties properties, Clock clock) {
        this.calls = calls;
        this.erasures = client.table(properties.name(), ErasureItem.SCHEMA);
        this.clock = clock;
    }

    /** Finds the last erasure of a user's data, if it runs or finished in the last 90 days. */
    Optional<Erasure> find(UUID userId) {
        return calls.run(() -> Optional.ofNullable(erasures.getItem(r ->
                        r.key(ErasureItem.keyOf(userId)).consistentRead(true).returnConsumedCapacity(TOTAL)))
                .filter(item -> !item.isExpired(clock.instant()))
                .map(ErasureItem::toErasure));
    }

    /** Returns the users whose erasures have not finished, at most {@value #MAX_FOUND}, the oldest first. */
    List<UUID> running() {
        QueryConditional all = QueryConditional.keyEqualTo(k -> k.partitionValue(Keys.RUNNING_ERASURES));
        return calls.run(() -> erasures
                .index(TableItem.GSI2)
                .query(r -> r.queryConditional(all).limit(MAX_FOUND).returnConsumedCapacity(INDEXES))
                .iterator()
                .next()
                .items()
                .stream()
                .map(ErasureItem::userId)
                .toList());
    }

    /** Stores the erasure unless another instance has leased it since, or the user was created and deleted again. Returns whether it did. */
    boolean replace(Erasure erasure, @Nullable UUID lease) {
        ErasureItem item = ErasureItem.from(erasure);
        return calls.run(() -> {
            try {
                erasures.putItem(r -> r.item(item)
                        .conditionExpression(has(lease))
                        .returnConsumedCapacity(INDEXES)
                        .returnValuesOnConditionCheckFailure(ALL_OLD));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return e.item().equals(ErasureItem.SCHEMA.itemToMap(item, true));
            }
        });
    }

    private static Expression has(@Nullable UUID lease) {
        return Expression.builder()
                .expression(ErasureItem.LEASE + " = :lease")
                .putExpressionValue(":lease", AttributeValue.fromS(String.valueOf(lease)))
                .build();
    }
}
