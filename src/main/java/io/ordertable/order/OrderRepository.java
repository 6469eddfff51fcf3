package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.idempotency.IdempotencyRecords;
import io.ordertable.table.Cancellation;
import io.ordertable.table.Conditions;
import io.ordertable.table.Keys;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import io.ordertable.table.VersionMismatch;
import io.ordertable.user.UserError;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Stores, finds and changes single orders, with one call each. */
@Repository
class OrderRepository {

    /** Positions in the transaction that stores an order. */
    private static final int USER = 0;

    private static final int RECORD = 2;

    private final DynamoDbCalls calls;
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<OrderItem> orders;
    private final DynamoDbIndex<OrderItem> ordersById;
    private final IdempotencyRecords records;
    private final StatusShards shards;
    private final OrderMetrics metrics;

    OrderRepository(
            DynamoDbCalls calls,
            DynamoDbEnhancedClient client,
            TableProperties properties,
            IdempotencyRecords records,
            StatusShards shards,
            OrderMetrics metrics) {
        this.calls = calls;
        this.client = client;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.ordersById = orders.index(TableItem.GSI1);
        this.records = records;
        this.shards = shards;
        this.metrics = metrics;
    }

    /**
     * Stores a new order, and the record of its idempotency key, if the user exists.
     *
     * @return the id of the order that the key created before, in which case nothing is stored
     * @throws ServiceException if it does not fit into an item, there is no such user, or the key was used for another request
     */
    Optional<UUID> create(Order order, @Nullable Idempotency idempotency) {
        TransactWriteItemsEnhancedRequest.Builder request = TransactWriteItemsEnhancedRequest.builder()
                .clientRequestToken(order.orderId().toString())
                .returnConsumedCapacity(INDEXES)
                .addConditionCheck(
                        orders, c -> c.key(Keys.profileOf(order.userId())).conditionExpression(Conditions.EXISTS))
                .addPutItem(orders, putNew(OrderItem.storable(order, shards)));
        if (idempotency != null) {
            records.add(
                    request,
                    Keys.idempotency(order.userId(), idempotency.key()),
                    idempotency,
                    order.orderId(),
                    order.createdAt());
        }
        return calls.run(() -> {
            try {
                client.transactWriteItems(request.build());
                return Optional.empty();
            } catch (TransactionCanceledException e) {
                Optional<UUID> earlier = earlier(new Cancellation(e), order.userId(), idempotency);
                if (earlier.isEmpty()) {
                    throw e;
                }
                return earlier;
            }
        });
    }

    /**
     * Checks that a new order can be stored.
     *
     * @throws ServiceException if it does not fit into an item
     */
    void check(Order order) {
        OrderItem.storable(order, shards);
    }

    /** Finds an order by its key. A consistent read sees every acknowledged write. */
    Optional<Order> find(OrderKey key, boolean consistent) {
        return calls.run(() -> Optional.ofNullable(orders.getItem(r ->
                        r.key(OrderItem.keyOf(key)).consistentRead(consistent).returnConsumedCapacity(TOTAL)))
                .map(OrderItem::toOrder));
    }

    /** Finds an order by its id alone, in an index that may lag behind the table. */
    Optional<Order> findById(UUID orderId) {
        QueryConditional byId = QueryConditional.keyEqualTo(k -> k.partitionValue(Keys.order(orderId)));
        return calls.run(() -> ordersById
                .query(r -> r.queryConditional(byId).limit(1).returnConsumedCapacity(INDEXES))
                .iterator()
                .next()
                .items()
                .stream()
                .map(OrderItem::toOrder)
                .findFirst());
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
                Order current = storedOrder(e).orElseThrow(() -> OrderError.notFound(key));
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
            Order current = storedOrder(e).orElseThrow(() -> OrderError.notFound(before.key()));
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

    private static Optional<Order> storedOrder(ConditionalCheckFailedException failure) {
        return failure.hasItem()
                ? Optional.of(OrderItem.SCHEMA.mapToItem(failure.item()).toOrder())
                : Optional.empty();
    }

    private static TransactPutItemEnhancedRequest<OrderItem> putNew(OrderItem item) {
        return TransactPutItemEnhancedRequest.builder(OrderItem.class)
                .item(item)
                .conditionExpression(Conditions.ABSENT)
                .build();
    }

    /** Looks at the record before the user: an order that was placed is replayed even if the user has been deleted since. */
    private Optional<UUID> earlier(Cancellation cancellation, UUID userId, @Nullable Idempotency idempotency) {
        Optional<UUID> earlier = records.earlier(cancellation, RECORD, idempotency);
        if (earlier.isEmpty() && cancellation.conditionFailed(USER)) {
            throw UserError.notFound(userId);
        }
        return earlier;
    }

    private void count(@Nullable OrderStatus from, OrderChange change) {
        if (change.to() != null) {
            metrics.changed(from, change.to());
        }
    }
}
