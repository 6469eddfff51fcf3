package io.ordertable.order;

import static software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity.INDEXES;

import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.table.Attributes;
import io.ordertable.table.Index;
import io.ordertable.table.Keys;
import io.ordertable.table.TableProperties;
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

/** Lists of orders in the table. Each method makes one call to DynamoDB. */
@Repository
class OrderListRepository {

    /** What DynamoDB reads for one call at most, in bytes. */
    static final int PAGE_BYTES = 1024 * 1024;

    private final DynamoDbCalls calls;
    private final DynamoDbTable<OrderItem> orders;
    private final DynamoDbIndex<OrderItem> ordersByStatus;

    OrderListRepository(DynamoDbCalls calls, DynamoDbEnhancedClient client, TableProperties properties) {
        this.calls = calls;
        this.orders = client.table(properties.name(), OrderItem.SCHEMA);
        this.ordersByStatus = orders.index(Index.GSI2);
    }

    /**
     * A user's orders in the range, from its beginning.
     *
     * @param status what passes the filter; {@code null} for all
     * @param limit how many orders are read, whether they pass or not; fewer where they exceed 1 MB
     */
    OrderSlice findByUser(UUID userId, OrderRange range, @Nullable OrderStatus status, int limit) {
        QueryEnhancedRequest.Builder request = query(Keys.user(userId), range, limit);
        if (status != null) {
            request.filterExpression(has(status));
        }
        Page<OrderItem> page =
                calls.run(() -> orders.query(request.build()).iterator().next());
        return new OrderSlice(page.items().stream().map(OrderItem::toOrder).toList(), lastRead(page));
    }

    /**
     * The keys of at most so many orders in one partition of the status index, newest first. That is one page, as keys are short.
     * Emulators count the whole orders and cut the page, so what is missing is read too.
     */
    List<OrderKey> findKeysByStatus(String statusPartition, OrderRange range, int limit) {
        QueryEnhancedRequest request = query(statusPartition, range, limit).build();
        return calls.run(() -> ordersByStatus.query(request).stream()
                .flatMap(page -> page.items().stream())
                .map(OrderItem::toKey)
                .limit(limit)
                .toList());
    }

    private static QueryEnhancedRequest.Builder query(String partitionKey, OrderRange range, int limit) {
        return QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.sortBetween(
                        Keys.primary(partitionKey, Keys.order(range.first())),
                        Keys.primary(partitionKey, Keys.order(range.last()))))
                .scanIndexForward(!range.newestFirst())
                .limit(limit)
                .returnConsumedCapacity(INDEXES);
    }

    private static Expression has(OrderStatus status) {
        return Expression.builder()
                .expression("#status = :status")
                .putExpressionName("#status", Attributes.STATUS)
                .putExpressionValue(":status", AttributeValue.fromS(status.code()))
                .build();
    }

    private static @Nullable UUID lastRead(Page<OrderItem> page) {
        Map<String, AttributeValue> key = page.lastEvaluatedKey();
        return key == null ? null : OrderItem.SCHEMA.mapToItem(key).toKey().orderId();
    }
}
