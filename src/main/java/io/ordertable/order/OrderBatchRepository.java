package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.github.resilience4j.retry.annotation.Retry;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableProperties;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;

/** Many orders at once. Each method makes one call to DynamoDB; what that leaves undone is returned. */
@Repository
@Retry(name = "dynamodb")
@CircuitBreaker(name = "dynamodb")
class OrderBatchRepository {

    /** Most keys in a BatchGetItem. */
    static final int MAX_READ = 100;
    /** Most items in a BatchWriteItem. */
    static final int MAX_WRITE = 25;

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<OrderItem> orders;
    private final StatusShards shards;

    OrderBatchRepository(DynamoDbEnhancedClient client, TableProperties properties, StatusShards shards) {
        this.client = client;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.shards = shards;
    }

    /** Reads at most {@value #MAX_READ} different orders. */
    BatchRead find(Collection<OrderKey> keys, boolean consistent) {
        ReadBatch.Builder<OrderItem> batch = ReadBatch.builder(OrderItem.class).mappedTableResource(orders);
        keys.forEach(key -> batch.addGetItem(r -> r.key(OrderItem.keyOf(key)).consistentRead(consistent)));
        BatchGetResultPage page = firstPage(batch.build());
        return new BatchRead(
                page.resultsForTable(orders).stream().map(OrderItem::toOrder).toList(),
                page.unprocessedKeysForTable(orders).stream()
                        .map(OrderItem::keyFrom)
                        .toList());
    }

    /**
     * Stores at most {@value #MAX_WRITE} new orders that fit into an item, each for itself.
     *
     * @return the ids of those that DynamoDB had no capacity for
     */
    Set<UUID> store(Collection<Order> newOrders) {
        WriteBatch.Builder<OrderItem> batch =
                WriteBatch.builder(OrderItem.class).mappedTableResource(orders);
        newOrders.forEach(order -> batch.addPutItem(OrderItem.from(order, shards)));
        return client
                .batchWriteItem(r -> r.addWriteBatch(batch.build()).returnConsumedCapacity(INDEXES))
                .unprocessedPutItemsForTable(orders)
                .stream()
                .map(item -> item.toKey().orderId())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The SDK's iterator goes on by itself to the keys left over; here that is the caller's decision. */
    private BatchGetResultPage firstPage(ReadBatch batch) {
        return client.batchGetItem(r -> r.addReadBatch(batch).returnConsumedCapacity(INDEXES))
                .iterator()
                .next();
    }
}
