package io.ordertable.order;

import io.ordertable.table.ItemSize;
import io.ordertable.table.Keys;
import io.ordertable.table.StatusShards;
import io.ordertable.table.TableItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** The stored form of an order, in its user's partition and in both indexes. */
@NullUnmarked
class OrderItem extends TableItem {

    static final String TYPE = "order";

    /** The attribute that holds the status, which is a reserved word in expressions. */
    static final String STATUS = "status";

    /** The bytes by which a longer status and version may grow an order. */
    private static final int HEADROOM = 256;

    static final StaticTableSchema<OrderItem> SCHEMA = StaticTableSchema.builder(OrderItem.class)
            .newItemSupplier(OrderItem::new)
            .extend(TableItem.SCHEMA)
            .addAttribute(
                    String.class,
                    a -> a.name("order_id").getter(item -> item.orderId).setter((item, value) -> item.orderId = value))
            .addAttribute(
                    String.class,
                    a -> a.name("user_id").getter(item -> item.userId).setter((item, value) -> item.userId = value))
            .addAttribute(
                    String.class,
                    a -> a.name(STATUS).getter(item -> item.status).setter((item, value) -> item.status = value))
            .addAttribute(String.class, a -> a.name("currency")
                    .getter(item -> item.currency)
                    .setter((item, value) -> item.currency = value))
            .addAttribute(
                    EnhancedType.listOf(EnhancedType.documentOf(OrderLineDocument.class, OrderLineDocument.SCHEMA)),
                    a -> a.name("lines").getter(item -> item.lines).setter((item, value) -> item.lines = value))
            .addAttribute(
                    BigDecimal.class,
                    a -> a.name("total").getter(item -> item.total).setter((item, value) -> item.total = value))
            .addAttribute(String.class, a -> a.name("created_at")
                    .getter(item -> item.createdAt)
                    .setter((item, value) -> item.createdAt = value))
            .addAttribute(String.class, a -> a.name("updated_at")
                    .getter(item -> item.updatedAt)
                    .setter((item, value) -> item.updatedAt = value))
            .addAttribute(
                    Long.class,
                    a -> a.name("version").getter(item -> item.version).setter((item, value) -> item.version = value))
            .build();

    private String orderId;
    private String userId;
    private String status;
    private String currency;
    private List<OrderLineDocument> lines;
    private BigDecimal total;
    private String createdAt;
    private String updatedAt;
    private Long version;

    static OrderItem from(Order order, StatusShards shards) {
        OrderItem item = new OrderItem();
        item.partitionKey = Keys.user(order.userId());
        item.sortKey = Keys.order(order.orderId());
        item.gsi1PartitionKey = Keys.order(order.orderId());
        item.gsi1SortKey = Keys.user(order.userId());
        item.gsi2PartitionKey = shards.partitionOf(order.status().code(), order.orderId());
        item.gsi2SortKey = Keys.order(order.orderId());
        item.type = TYPE;
        item.schema = NEWEST;
        item.orderId = order.orderId().toString();
        item.userId = order.userId().toString();
        item.status = order.status().code();
        item.currency = order.currency().getCurrencyCode();
        item.lines = order.lines().stream().map(OrderLineDocument::from).toList();
        item.total = order.total();
        item.createdAt = format(order.createdAt());
        item.updatedAt = format(order.updatedAt());
        item.version = order.version();
        return item;
    }

    /**
     * Returns the item of a new order.
     *
     * @throws io.ordertable.error.ServiceException if it has no room for the few bytes that later versions take
     */
    static OrderItem storable(Order order, StatusShards shards) {
        OrderItem item = from(order, shards);
        int size = ItemSize.of(SCHEMA.itemToMap(item, true));
        if (size > ItemSize.LIMIT - HEADROOM) {
            throw OrderError.tooLarge(size);
        }
        return item;
    }

    /** Returns only what a change of status writes. The rest of the stored item stays as it is. */
    static OrderItem from(StatusChange change, StatusShards shards) {
        OrderItem item = new OrderItem();
        item.partitionKey = Keys.user(change.key().userId());
        item.sortKey = Keys.order(change.key().orderId());
        item.gsi2PartitionKey =
                shards.partitionOf(change.to().code(), change.key().orderId());
        item.schema = NEWEST;
        item.status = change.to().code();
        item.updatedAt = format(change.at());
        item.version = change.expectedVersion() + 1;
        return item;
    }

    static Key keyOf(OrderKey key) {
        return Keys.primary(Keys.user(key.userId()), Keys.order(key.orderId()));
    }

    static OrderKey keyFrom(Key key) {
        return new OrderKey(
                Keys.userId(key.partitionKeyValue().s()),
                Keys.orderId(key.sortKeyValue().orElseThrow().s()));
    }

    OrderKey toKey() {
        return new OrderKey(Keys.userId(partitionKey), Keys.orderId(sortKey));
    }

    Order toOrder() {
        return new Order(
                UUID.fromString(orderId),
                UUID.fromString(userId),
                OrderStatus.fromCode(status),
                Currency.getInstance(currency),
                lines.stream().map(OrderLineDocument::toOrderLine).toList(),
                total,
                Instant.parse(createdAt),
                Instant.parse(updatedAt),
                version);
    }
}
