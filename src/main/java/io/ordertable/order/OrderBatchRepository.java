package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.metrics.HashedKey;
import io.ordertable.table.BatchReads;
import io.ordertable.table.ItemSize;
import io.ordertable.table.Keys;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableProperties;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;

/** Many orders at once. Items that DynamoDB leaves unprocessed are repeated as long as the backoff allows. */
@Repository
class OrderBatchRepository {

    /** The most items in a BatchWriteItem. */
    static final int MAX_WRITE = 25;

    /** How much of orders one read holds, in bytes. */
    static final int PAGE_BYTES = 4 * 1024 * 1024;

    private final DynamoDbCalls calls;
    private final BatchReads reads;
    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<OrderItem> orders;
    private final StatusShards shards;

    OrderBatchRepository(
            DynamoDbCalls calls,
            BatchReads reads,
            DynamoDbEnhancedClient client,
            TableProperties properties,
            StatusShards shards) {
        this.calls = calls;
        this.reads = reads;
        this.client = client;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.shards = shards;
    }

    /**
     * Reads orders; a key given twice counts once. Stops once it holds about {@value #PAGE_BYTES} bytes of orders and returns the
     * other keys as unprocessed.
     */
    BatchRead find(Collection<OrderKey> keys, OrderFields fields, boolean consistent) {
        List<Order> found = new ArrayList<>();
        LongSummaryStatistics sizes = new LongSummaryStatistics();
        List<OrderKey> unprocessed = calls.batch(
                keys.stream().distinct().toList(),
                () -> readSize(sizes),
                batch -> {
                    BatchReads.Result result = read(batch, fields, consistent);
                    result.items().forEach(item -> {
                        sizes.accept(ItemSize.of(item));
                        found.add(OrderItem.SCHEMA.mapToItem(item).toOrder());
                    });
                    return result.unprocessedKeys().stream()
                            .map(key -> OrderItem.SCHEMA.mapToItem(key).toKey())
                            .toList();
                },
                left -> describe("BatchGetItem", left.stream().map(OrderKey::userId)));
        return new BatchRead(found, unprocessed);
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
    private static int readSize(LongSummaryStatistics sizes) {
        if (sizes.getCount() == 0) {
            return BatchReads.MAX_LARGE_ITEMS;
        }
        long room = PAGE_BYTES - sizes.getSum();
        return room <= 0 ? 0 : (int) Math.clamp(room / sizes.getAverage(), 1, BatchReads.MAX_KEYS);
    }

    private BatchReads.Result read(List<OrderKey> keys, OrderFields fields, boolean consistent) {
        Stream<Key> primaryKeys = keys.stream().map(OrderItem::keyOf);
        Collection<String> attributes = OrderItem.attributesOf(fields);
        return attributes == null
                ? reads.read(primaryKeys, consistent)
                : reads.read(primaryKeys, consistent, attributes);
    }

    private List<Order> write(List<Order> newOrders) {
        WriteBatch.Builder<OrderItem> batch =
                WriteBatch.builder(OrderItem.class).mappedTableResource(orders);
        newOrders.forEach(order -> batch.addPutItem(OrderItem.from(order, shards)));
        Set<UUID> left = client
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
