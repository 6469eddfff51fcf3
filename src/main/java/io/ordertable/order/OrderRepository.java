package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;
import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.TOTAL;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.calls.EarlierAttempts;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Stores and finds single orders, with one call each. */
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
     * Changes an order's status if its version and current status allow it.
     *
     * @return the order after the change
     * @throws ServiceException if the user has no such order, its version is another, or its status does not allow the change
     */
    Order change(StatusChange change) {
        return calls.run(earlier -> change(change, earlier));
    }

    private Order change(StatusChange change, EarlierAttempts earlier) {
        try {
            Order before = orders.updateItem(r -> r.item(OrderItem.from(change, shards))
                            .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                            .conditionExpression(allows(change))
                            .returnConsumedCapacity(INDEXES)
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(ALL_OLD))
                    .toOrder();
            metrics.changed(before.status(), change.to());
            return before.after(change);
        } catch (ConditionalCheckFailedException e) {
            Optional<Order> stored = e.hasItem()
                    ? Optional.of(OrderItem.SCHEMA.mapToItem(e.item()).toOrder())
                    : Optional.empty();
            Order after = stored.filter(order -> earlier.mayHaveSucceeded() && change.ledTo(order))
                    .orElseThrow(() -> refusal(change, stored));
            metrics.changed(null, change.to());
            return after;
        }
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

    /** Includes a value that no order has, because no status leads to {@code pending}, and DynamoDB rejects an empty list. */
    private static Expression allows(StatusChange change) {
        Map<String, AttributeValue> sources = Stream.concat(
                        Stream.of("none"), change.to().sources().map(OrderStatus::code))
                .collect(Collectors.toMap(code -> ":from_" + code, AttributeValue::fromS));
        return Expression.builder()
                .expression("version = :expected AND #status IN (" + String.join(", ", sources.keySet()) + ")")
                .putExpressionName("#status", OrderItem.STATUS)
                .expressionValues(sources)
                .putExpressionValue(":expected", AttributeValue.fromN(Long.toString(change.expectedVersion())))
                .build();
    }

    private static ServiceException refusal(StatusChange change, Optional<Order> stored) {
        if (stored.isEmpty()) {
            return OrderError.notFound(change.key());
        }
        Order current = stored.get();
        return current.version() != change.expectedVersion()
                ? new VersionMismatch(current.version())
                : OrderError.illegalTransition(current.status(), change);
    }
}
