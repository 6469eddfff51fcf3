package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.error.ServiceException;
import io.ordertable.idempotency.Idempotency;
import io.ordertable.idempotency.IdempotencyRecords;
import io.ordertable.table.Cancellation;
import io.ordertable.table.Conditions;
import io.ordertable.table.Keys;
import io.ordertable.table.SharedReads;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import io.ordertable.table.Transaction;
import io.ordertable.user.UserError;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** Stores and finds single orders. */
@Repository
class OrderRepository {

    /** Positions in the transaction that stores an order. */
    private static final int USER = 0;

    private static final int RECORD = 2;

    private final DynamoDbCalls calls;
    private final DynamoDbEnhancedClient client;
    private final SharedReads reads;
    private final DynamoDbTable<OrderItem> orders;
    private final DynamoDbIndex<OrderItem> ordersById;
    private final IdempotencyRecords records;
    private final StatusShards shards;

    OrderRepository(
            DynamoDbCalls calls,
            DynamoDbEnhancedClient client,
            SharedReads reads,
            TableProperties properties,
            IdempotencyRecords records,
            StatusShards shards) {
        this.calls = calls;
        this.client = client;
        this.reads = reads;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.ordersById = orders.index(TableItem.GSI1);
        this.records = records;
        this.shards = shards;
    }

    /**
     * Stores a new order, and the record of its idempotency key, if the user exists.
     *
     * @return the id of the order that the key created before, in which case nothing is stored
     * @throws ServiceException if it does not fit into an item, there is no such user, or the key was used for another request
     */
    Optional<UUID> create(Order order, @Nullable Idempotency idempotency) {
        Transaction transaction = new Transaction(order.orderId())
                .check(orders, Keys.profileOf(order.userId()), Conditions.EXISTS)
                .put(orders, OrderItem.storable(order, shards), Conditions.ABSENT);
        records.add(transaction, order.userId(), idempotency, order.orderId(), order.createdAt());
        return calls.run(() ->
                transaction.commit(client).map(cancellation -> earlier(cancellation, order.userId(), idempotency)));
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
        return calls.run(() -> reads.find(OrderItem.keyOf(key), consistent)
                .map(item -> OrderItem.SCHEMA.mapToItem(item).toOrder()));
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

    /** Looks at the record before the user: an order that was placed is replayed even if the user has been deleted since. */
    private UUID earlier(Cancellation cancellation, UUID userId, @Nullable Idempotency idempotency) {
        return records.earlier(cancellation, RECORD, idempotency)
                .orElseThrow(() ->
                        cancellation.conditionFailed(USER) ? UserError.notFound(userId) : cancellation.exception());
    }
}
