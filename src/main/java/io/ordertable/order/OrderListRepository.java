package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.table.Cursor;
import io.ordertable.table.Keys;
import io.ordertable.table.TableItem;
import io.ordertable.table.TableProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Queries for lists of orders. */
@Repository
class OrderListRepository {

    /** The most that DynamoDB reads in one call, in bytes. */
    static final int PAGE_BYTES = 1024 * 1024;

    /** How many keys of the status index fit into 4 KB, the least that DynamoDB charges for. */
    static final int KEYS_OF_A_UNIT = 25;

    private final DynamoDbCalls calls;
    private final DynamoDbTable<OrderItem> orders;
    private final DynamoDbIndex<OrderItem> ordersByStatus;

    OrderListRepository(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties properties) {
        this.calls = calls;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.ordersByStatus = orders.index(TableItem.GSI2);
    }

    /**
     * Queries a user's orders, from the beginning of the range. Reads as many as the query says, whether they are returned or not,
     * or fewer if they exceed 1 MB.
     */
    OrderPage findByUser(UUID userId, OrderQuery query) {
        QueryEnhancedRequest request = query(Keys.user(userId), query.range(), query.reads())
                .filterExpression(filter(query))
                .attributesToProject(OrderItem.attributesOf(query.fields()))
                .build();
        Page<OrderItem> page = calls.run(() -> orders.query(request).iterator().next());
        return new OrderPage(
                page.items().stream()
                        .map(OrderItem::toOrder)
                        .filter(query::hasNumberOf)
                        .toList(),
                lastRead(page));
    }

    /**
     * Queries the keys of at most so many orders in one partition of the status index, newest first. They fit into one page of
     * DynamoDB. Emulators count whole orders and end the page earlier, so further pages are read.
     */
    List<OrderKey> findKeysByStatus(String statusPartition, IdRange range, int limit) {
        QueryEnhancedRequest request = query(statusPartition, range, limit).build();
        return calls.run(() -> ordersByStatus.query(request).stream()
                .flatMap(page -> page.items().stream())
                .map(OrderItem::toKey)
                .limit(limit)
                .toList());
    }

    /** Begins a query for the first orders of a range in one partition of the table or of the status index. */
    static QueryEnhancedRequest.Builder query(String partitionKey, IdRange range, int limit) {
        return QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.sortBetween(
                        Keys.primary(partitionKey, Keys.order(range.first())),
                        Keys.primary(partitionKey, Keys.order(range.last()))))
                .scanIndexForward(!range.newestFirst())
                .limit(limit)
                .returnConsumedCapacity(INDEXES);
    }

    /** Returns the filters of the query; {@code null} if it has none. */
    private static @Nullable Expression filter(OrderQuery query) {
        List<Expression> filters = new ArrayList<>();
        if (query.status() != null) {
            filters.add(Expression.builder()
                    .expression("#status = :status")
                    .putExpressionName("#status", OrderItem.STATUS)
                    .putExpressionValue(
                            ":status", AttributeValue.fromS(query.status().code()))
                    .build());
        }
        if (query.number() != null) {
            filters.add(Expression.builder()
                    .expression("contains(order_id, :end)")
                    .putExpressionValue(
                            ":end", AttributeValue.fromS(query.number().endOfId()))
                    .build());
        }
        return Expression.and(filters);
    }

    private static @Nullable Cursor lastRead(Page<OrderItem> page) {
        Map<String, AttributeValue> key = page.lastEvaluatedKey();
        return key == null
                ? null
                : new Cursor(OrderItem.SCHEMA.mapToItem(key).toKey().orderId());
    }
}
