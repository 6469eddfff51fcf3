package io.ordertable.order;

import io.ordertable.order.CustomerDetails.Address;
import io.ordertable.order.CustomerDetails.Contact;
import io.ordertable.table.IsoTime;
import io.ordertable.table.ItemSize;
import io.ordertable.table.Keys;
import io.ordertable.table.RecordConverter;
import io.ordertable.table.StatusShards;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stored form of an order, in its user's partition and in both indexes. What an order does not have is not stored. */
@NullUnmarked
class OrderItem extends OrderBasketItem {

    static final String TYPE = "order";

    /** The attribute that holds the status, which is a reserved word in expressions. */
    static final String STATUS = "status";

    /** The bytes that all steps of an order take together with the longest reasons, payment and first shipment. */
    private static final int HEADROOM = 16 * 1024;

    static final StaticTableSchema<OrderItem> SCHEMA = StaticTableSchema.builder(OrderItem.class)
            .newItemSupplier(OrderItem::new)
            .extend(OrderBasketItem.SCHEMA)
            .addAttribute(
                    String.class,
                    a -> a.name("order_id").getter(item -> item.orderId).setter((item, value) -> item.orderId = value))
            .addAttribute(
                    String.class,
                    a -> a.name("user_id").getter(item -> item.userId).setter((item, value) -> item.userId = value))
            .addAttribute(
                    String.class,
                    a -> a.name(STATUS).getter(item -> item.status).setter((item, value) -> item.status = value))
            .addAttribute(Address.class, a -> a.name("shipping_address")
                    .attributeConverter(RecordConverter.of(Address.class))
                    .getter(item -> item.shippingAddress)
                    .setter((item, value) -> item.shippingAddress = value))
            .addAttribute(Address.class, a -> a.name("billing_address")
                    .attributeConverter(RecordConverter.of(Address.class))
                    .getter(item -> item.billingAddress)
                    .setter((item, value) -> item.billingAddress = value))
            .addAttribute(Contact.class, a -> a.name("contact")
                    .attributeConverter(RecordConverter.of(Contact.class))
                    .getter(item -> item.contact)
                    .setter((item, value) -> item.contact = value))
            .addAttribute(
                    String.class,
                    a -> a.name("note").getter(item -> item.note).setter((item, value) -> item.note = value))
            .addAttribute(EnhancedType.mapOf(String.class, String.class), a -> a.name("metadata")
                    .getter(item -> item.metadata)
                    .setter((item, value) -> item.metadata = value))
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
    private Address shippingAddress;
    private Address billingAddress;
    private Contact contact;
    private String note;
    Map<String, String> metadata;
    private String createdAt;
    private String updatedAt;
    private Long version;

    static OrderItem from(Order order, StatusShards shards) {
        OrderItem item = new OrderItem();
        item.moveTo(order.status(), order.key(), shards);
        item.complete(order.key(), order.updatedAt(), order.version());
        item.gsi1PartitionKey = item.sortKey;
        item.gsi1SortKey = item.partitionKey;
        item.gsi2SortKey = item.sortKey;
        item.type = TYPE;
        item.orderId = order.orderId().toString();
        item.userId = order.userId().toString();
        item.put(order.basket());
        item.shippingAddress = order.customer().shippingAddress();
        item.billingAddress = order.customer().billingAddress();
        item.contact = order.customer().contact();
        item.note = order.customer().note();
        item.metadata = order.metadata().isEmpty() ? null : order.metadata();
        item.put(order.history());
        item.createdAt = IsoTime.format(order.createdAt());
        return item;
    }

    /**
     * Returns the item of a new order.
     *
     * @throws io.ordertable.error.ServiceException if it has no room for its later steps
     */
    static OrderItem storable(Order order, StatusShards shards) {
        OrderItem item = from(order, shards);
        int size = ItemSize.of(SCHEMA.itemToMap(item, true));
        if (size > ItemSize.LIMIT - HEADROOM) {
            throw OrderError.tooLarge(size, ItemSize.LIMIT - HEADROOM);
        }
        return item;
    }

    /** Returns the attributes from which these members are made, without the keys of indexes; {@code null} for all. */
    static Collection<String> attributesOf(OrderFields fields) {
        return fields.names().isEmpty()
                ? null
                : SCHEMA.attributeNames().stream().filter(fields::need).toList();
    }

    /**
     * Returns the attributes to store in an item of an earlier form so that it has the newest. An instance that writes the earlier
     * form leaves out the step to the current status, also of orders that have the newest.
     */
    static Map<String, AttributeValue> changesToNewest(Map<String, AttributeValue> stored) {
        Map<String, AttributeValue> changes = new HashMap<>(renumbered(stored));
        changes.putAll(missingSteps(stored, SCHEMA.mapToItem(stored).toOrder().history()));
        return changes;
    }

    /** Sets the status and its key in the status index. */
    void moveTo(OrderStatus next, OrderKey key, StatusShards shards) {
        status = next.code();
        gsi2PartitionKey = shards.partitionOf(next.code(), key.orderId());
    }

    /** Sets the key, and what every change writes. */
    void complete(OrderKey key, Instant at, long newVersion) {
        partitionKey = Keys.user(key.userId());
        sortKey = Keys.order(key.orderId());
        schema = NEWEST;
        updatedAt = IsoTime.format(at);
        version = newVersion;
    }

    static Key keyOf(OrderKey key) {
        return Keys.primary(Keys.user(key.userId()), Keys.order(key.orderId()));
    }

    OrderKey toKey() {
        return new OrderKey(Keys.userId(partitionKey), Keys.orderId(sortKey));
    }

    Order toOrder() {
        OrderStatus current = OrderStatus.fromCode(status);
        Basket basket = toBasket();
        Instant placed = IsoTime.parse(createdAt);
        Instant changed = updatedAt.equals(createdAt) ? placed : IsoTime.parse(updatedAt);
        return new Order(
                UUID.fromString(orderId),
                UUID.fromString(userId),
                current,
                basket,
                // An erased note is an empty text.
                new CustomerDetails(shippingAddress, billingAddress, contact, "".equals(note) ? null : note),
                metadata == null ? Map.of() : metadata,
                toHistory(basket.lines(), current, changed, version),
                placed,
                changed,
                version);
    }
}
