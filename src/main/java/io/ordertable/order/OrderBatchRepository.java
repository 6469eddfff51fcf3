package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.Keys;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Many orders at once. Items that DynamoDB leaves unprocessed are repeated as long as the backoff allows. */
@Repository
class OrderBatchRepository {

    /** The most items in a BatchWriteItem. */
    static final int MAX_WRITE = 25;

    /** How much of orders one read holds, in bytes. */
    static final int PAGE_BYTES = 4 * 1024 * 1024;

    /** The most keys in a BatchGetItem. */
    private static final int MAX_READ = 100;

    /** How many orders of the largest size fit into a page. */
    private static final int FIRST_READ = 25;

    private final DynamoDbCalls calls;
    private final DynamoDbEnhancedClient enhancedClient;
    private final DynamoDbClient client;
    private final DynamoDbTable<OrderItem> orders;
    private final StatusShards shards;

    OrderBatchRepository(
            DynamoDbCalls calls,
            DynamoDbEnhancedClient enhancedClient,
            DynamoDbClient client,
            TableProperties properties,
            StatusShards shards) {
        this.calls = calls;
        this.enhancedClient = enhancedClient;
        this.client = client;
        this.orders = enhancedClient.table(properties.name(), OrderItem.SCHEMA);
        this.shards = shards;
    }

    /**
     * Reads orders; a key given twice counts once. Stops once it holds about {@value #PAGE_BYTES} bytes of orders and returns the
     * other keys as unprocessed.
     */
    BatchRead find(Collection<OrderKey> keys, OrderFields fields, boolean consistent) {
        List<OrderItem> found = new ArrayList<>();
        List<OrderKey> unprocessed = calls.batch(
                keys.stream().distinct().toList(),
                () -> readSize(found),
                batch -> read(batch, fields, consistent, found),
                left -> describe("BatchGetItem", left.stream().map(OrderKey::userId)));
        return new BatchRead(found.stream().map(OrderItem::toOrder).toList(), unprocessed);
    }

    /**
     * Stores new orders that fit into an item, each independently of the others.
     *
     * @return the ids of those that were not stored
     */
    Set<UUID> store(Collection<Order> newOrders) {
        return calls
                .batch(
                        newOrders,
                        () -> MAX_WRITE,
                        this::write,
                        left -> describe("BatchWriteItem", left.stream().map(Order::userId)))
                .stream()
                .map(Order::orderId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As many orders as the page has room for, if they are as large as those that were read so far. */
    private static int readSize(List<OrderItem> found) {
        if (found.isEmpty()) {
            return FIRST_READ;
        }
        long bytes = found.stream().mapToLong(OrderItem::size).sum();
        long average = bytes / found.size() + 1;
        return bytes >= PAGE_BYTES ? 0 : Math.toIntExact(Math.clamp((PAGE_BYTES - bytes) / average, 1, MAX_READ));
    }

    /** Calls DynamoDB without the enhanced client, which cannot project the attributes of a BatchGetItem. */
    private List<OrderKey> read(List<OrderKey> keys, OrderFields fields, boolean consistent, List<OrderItem> found) {
        KeysAndAttributes.Builder request = KeysAndAttributes.builder()
                .keys(keys.stream()
                        .map(key -> OrderItem.keyOf(key).primaryKeyMap(OrderItem.SCHEMA))
                        .toList())
                .consistentRead(consistent);
        Collection<String> attributes = OrderItem.attributesOf(fields);
        if (attributes != null) {
            // Some attributes have names that are reserved in expressions.
            request.projectionExpression(attributes.stream().map("#"::concat).collect(Collectors.joining(",")))
                    .expressionAttributeNames(
                            attributes.stream().collect(Collectors.toMap("#"::concat, Function.identity())));
        }
        BatchGetItemResponse response = client.batchGetItem(
                r -> r.requestItems(Map.of(orders.tableName(), request.build())).returnConsumedCapacity(INDEXES));
        response.responses().getOrDefault(orders.tableName(), List.of()).stream()
                .map(OrderItem.SCHEMA::mapToItem)
                .forEach(found::add);
        return response.unprocessedKeys().values().stream()
                .flatMap(left -> left.keys().stream())
                .map(key -> OrderItem.SCHEMA.mapToItem(key).toKey())
                .toList();
    }

    private List<Order> write(List<Order> newOrders) {
        WriteBatch.Builder<OrderItem> batch =
                WriteBatch.builder(OrderItem.class).mappedTableResource(orders);
        newOrders.forEach(order -> batch.addPutItem(OrderItem.from(order, shards)));
        Set<UUID> left = enhancedClient
                .batchWriteItem(r -> r.addWriteBatch(batch.build()).returnConsumedCapacity(INDEXES))
                .unprocessedPutItemsForTable(orders)
                .stream()
                .map(item -> item.toKey().orderId())
                .collect(Collectors.toUnmodifiableSet());
        return newOrders.stream()
                .filter(order -> left.contains(order.orderId()))
                .toList();
    }

    private static String describe(String operation, Stream<UUID> userIds) {
        return HashedKey.describeCall(operation, "table", userIds.map(Keys::user));
    }
}
