package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.error.ServiceException;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableProperties;
import io.ordertable.table.VersionMismatch;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Changes single orders, with one conditional write each. */
@Repository
class OrderChangeRepository {

    private final DynamoDbCalls calls;
    private final DynamoDbTable<OrderItem> orders;
    private final StatusShards shards;
    private final OrderMetrics metrics;

    OrderChangeRepository(
            DynamoDbCalls calls,
            DynamoDbEnhancedClient client,
            TableProperties properties,
            StatusShards shards,
            OrderMetrics metrics) {
        this.calls = calls;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.shards = shards;
        this.metrics = metrics;
    }

    /**
     * Changes the status of an order if its version and current status allow it.
     *
     * @return the order after the step. If another writer has changed the order since, its metadata is what it is now
     * @throws ServiceException if the user has no such order, its version is another, or its state does not allow the step
     */
    Order step(OrderKey key, long expectedVersion, OrderChange step) {
        return calls.run(() -> {
            try {
                Order before = update(OrderChangeItem.step(key, expectedVersion, step, shards));
                count(before.status(), step);
                return before.after(step);
            } catch (ConditionalCheckFailedException e) {
                Order current = stored(e, key);
                OptionalLong made = current.history().versionOf(step.id());
                if (made.isPresent()) {
                    count(null, step);
                    return current.asOf(step, made.getAsLong());
                }
                if (current.version() != expectedVersion) {
                    throw new VersionMismatch(current.version());
                }
                // Either the order refuses the step, or an earlier version of this service stored it without its last
                // step.
                return write(current, current.after(step), step);
            }
        });
    }

    /**
     * Changes an order that has been read, unless it has changed since.
     *
     * @return the order after the change
     * @throws ServiceException if the order does not allow the change, has another version by now, or does not fit into an item
     */
    Order change(Order before, OrderChange change) {
        Order after = before.after(change);
        if (!change.isStep()) {
            OrderItem.storable(after, shards);
        }
        return calls.run(() -> write(before, after, change));
    }

    private Order write(Order before, Order after, OrderChange change) {
        try {
            update(OrderChangeItem.difference(before, after, shards));
        } catch (ConditionalCheckFailedException e) {
            Order current = stored(e, before.key());
            if (current.history().versionOf(change.id()).isEmpty()) {
                throw new VersionMismatch(current.version());
            }
        }
        count(before.status(), change);
        return after;
    }

    /** Sets the attributes that the change has, and returns the order before. */
    private Order update(OrderChangeItem change) {
        return orders.updateItem(r -> r.item(change.item())
                        .ignoreNullsMode(IgnoreNullsMode.MAPS_ONLY)
                        .conditionExpression(change.condition())
                        .returnConsumedCapacity(INDEXES)
                        .returnValues(ReturnValue.ALL_OLD)
                        .returnValuesOnConditionCheckFailure(ALL_OLD))
                .toOrder();
    }

    /** Returns the order that failed the condition. */
    private static Order stored(ConditionalCheckFailedException failure, OrderKey key) {
        if (!failure.hasItem()) {
            throw OrderError.notFound(key);
        }
        return OrderItem.SCHEMA.mapToItem(failure.item()).toOrder();
    }

    private void count(@Nullable OrderStatus from, OrderChange change) {
        if (change.to() != null) {
            metrics.changed(from, change.to());
        }
    }
}
