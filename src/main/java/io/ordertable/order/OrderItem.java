package io.ordertable.order;

import io.ordertable.order.CustomerDetails.Address;
import io.ordertable.order.CustomerDetails.Contact;
import io.ordertable.table.ItemSize;
import io.ordertable.table.Keys;
import io.ordertable.table.RecordConverter;
import io.ordertable.table.StatusShards;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stored form of an order, in its user's partition and in both indexes. What an order does not have is not stored. */
@NullUnmarked
class OrderItem extends OrderHistoryItem {

    static final String TYPE = "order";

    /** The attribute that holds the status, which is a reserved word in expressions. */
    static final String STATUS = "status";

    /** The bytes that all steps of an order take together with the longest reasons, payment and first shipment. */
    private static final int HEADROOM = 16 * 1024;

    static final StaticTableSchema<OrderItem> SCHEMA = StaticTableSchema.builder(OrderItem.class)
            .newItemSupplier(OrderItem::new)
            .extend(OrderHistoryItem.SCHEMA)
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
            .addAttribute(Boolean.class, a -> a.name("tax_included")
                    .getter(item -> item.taxIncluded)
                    .setter((item, value) -> item.taxIncluded = value))
            .addAttribute(EnhancedType.listOf(OrderLine.class), a -> a.name("lines")
                    .attributeConverter(RecordConverter.listOf(OrderLine.class))
                    .getter(item -> item.lines)
                    .setter((item, value) -> item.lines = value))
            .addAttribute(EnhancedType.listOf(Adjustment.class), a -> a.name("adjustments")
                    .attributeConverter(RecordConverter.listOf(Adjustment.class))
                    .getter(item -> item.adjustments)
                    .setter((item, value) -> item.adjustments = value))
            .addAttribute(BigDecimal.class, a -> a.name("subtotal")
                    .getter(item -> item.subtotal)
                    .setter((item, value) -> item.subtotal = value))
            .addAttribute(BigDecimal.class, a -> a.name("discount_total")
                    .getter(item -> item.discountTotal)
                    .setter((item, value) -> item.discountTotal = value))
            .addAttribute(BigDecimal.class, a -> a.name("shipping_total")
                    .getter(item -> item.shippingTotal)
                    .setter((item, value) -> item.shippingTotal = value))
            .addAttribute(BigDecimal.class, a -> a.name("tax_total")
                    .getter(item -> item.taxTotal)
                    .setter((item, value) -> item.taxTotal = value))
            .addAttribute(
                    BigDecimal.class,
                    a -> a.name("total").getter(item -> item.total).setter((item, value) -> item.total = value))
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
    private String currency;
    private Boolean taxIncluded;
    private List<OrderLine> lines;
    private List<Adjustment> adjustments;
    private BigDecimal subtotal;
    private BigDecimal discountTotal;
    private BigDecimal shippingTotal;
    private BigDecimal taxTotal;
    private BigDecimal total;
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
        item.put(order.basket());
        item.shippingAddress = order.customer().shippingAddress();
        item.billingAddress = order.customer().billingAddress();
        item.contact = order.customer().contact();
        item.note = order.customer().note();
        item.metadata = order.metadata().isEmpty() ? null : order.metadata();
        item.put(order.history());
        item.createdAt = format(order.createdAt());
        item.updatedAt = format(order.updatedAt());
        item.version = order.version();
        return item;
    }

    /** Stores the total, and the other totals unless they follow from it. */
    private void put(Basket basket) {
        Totals totals = basket.totals();
        currency = basket.currency().getCurrencyCode();
        taxIncluded = basket.taxIncluded() ? true : null;
        lines = basket.lines();
        adjustments = emptyToNull(basket.adjustments());
        subtotal = totals.subtotal().equals(totals.total()) ? null : totals.subtotal();
        discountTotal = zeroToNull(totals.discount());
        shippingTotal = zeroToNull(totals.shipping());
        taxTotal = zeroToNull(totals.tax());
        total = totals.total();
    }

    /**
     * Returns the item of a new order.
     *
     * @throws io.ordertable.error.ServiceException if it has no room for the few bytes that later versions take
     */
    static OrderItem storable(Order order, StatusShards shards) {
        OrderItem item = from(order, shards);
        int size = item.size();
        if (size > ItemSize.LIMIT - HEADROOM) {
            throw OrderError.tooLarge(size);
        }
        return item;
    }

    /** Returns the attributes from which these members are made, without the keys of indexes; {@code null} for all. */
    static Collection<String> attributesOf(OrderFields fields) {
        return fields.names().isEmpty()
                ? null
                : SCHEMA.attributeNames().stream()
                        .filter(name -> isNeeded(name, fields.names()))
                        .toList();
    }

    /**
     * Returns the attributes to store in an item of an earlier form so that it has the newest. An instance that writes the earlier
     * form leaves out the step to the current status, also of orders that have the newest.
     */
    static Map<String, AttributeValue> changesToNewest(Map<String, AttributeValue> stored) {
        Map<String, AttributeValue> changes = new HashMap<>(renumbered(stored));
        Order order = SCHEMA.mapToItem(stored).toOrder();
        stepsOf(order.history()).forEach((name, step) -> {
            if (!stored.containsKey(name)) {
                changes.put(name, step);
            }
        });
        return changes;
    }

    /** Small attributes are always needed, so that what is read is an order. */
    private static boolean isNeeded(String attribute, Set<String> members) {
        return switch (attribute) {
            case GSI1PK, "GSI1SK", GSI2PK, "GSI2SK", "changes" -> false;
            // A shipment that names no lines contains all of them.
            case "lines" -> members.contains(attribute) || members.contains("shipments");
            case "adjustments",
                    "shipping_address",
                    "billing_address",
                    "contact",
                    "note",
                    "metadata",
                    "payment",
                    "shipments" -> members.contains(attribute);
            default -> OrderStatus.parse(attribute).isEmpty() || members.contains("timeline");
        };
    }

    /** Sets the status and its key in the status index. */
    void moveTo(OrderStatus next, OrderKey key, StatusShards shards) {
        status = next.code();
        gsi2PartitionKey = shards.partitionOf(next.code(), key.orderId());
    }

    /** Sets what every change writes. */
    void complete(OrderKey key, Instant at, long newVersion) {
        partitionKey = Keys.user(key.userId());
        sortKey = Keys.order(key.orderId());
        schema = NEWEST;
        updatedAt = format(at);
        version = newVersion;
    }

    static Key keyOf(OrderKey key) {
        return Keys.primary(Keys.user(key.userId()), Keys.order(key.orderId()));
    }

    OrderKey toKey() {
        return new OrderKey(Keys.userId(partitionKey), Keys.orderId(sortKey));
    }

    /** Returns the size in bytes. */
    int size() {
        return ItemSize.of(SCHEMA.itemToMap(this, true));
    }

    Order toOrder() {
        OrderStatus current = OrderStatus.fromCode(status);
        Basket basket = toBasket();
        Instant changed = Instant.parse(updatedAt);
        return new Order(
                UUID.fromString(orderId),
                UUID.fromString(userId),
                current,
                basket,
                toCustomerDetails(),
                metadata == null ? Map.of() : metadata,
                toHistory(basket.lines(), current, changed, version),
                Instant.parse(createdAt),
                changed,
                version);
    }

    private Basket toBasket() {
        return new Basket(
                Currency.getInstance(currency),
                Boolean.TRUE.equals(taxIncluded),
                Objects.requireNonNullElse(lines, List.of()),
                Objects.requireNonNullElse(adjustments, List.of()),
                new Totals(
                        Objects.requireNonNullElse(subtotal, total),
                        Objects.requireNonNullElse(discountTotal, BigDecimal.ZERO),
                        Objects.requireNonNullElse(shippingTotal, BigDecimal.ZERO),
                        Objects.requireNonNullElse(taxTotal, BigDecimal.ZERO),
                        total));
    }

    private CustomerDetails toCustomerDetails() {
        String given = note == null || note.isEmpty() ? null : note;
        boolean none = shippingAddress == null && billingAddress == null && contact == null && given == null;
        return none ? CustomerDetails.NONE : new CustomerDetails(shippingAddress, billingAddress, contact, given);
    }

    private static <C extends Collection<?>> C emptyToNull(C values) {
        return values.isEmpty() ? null : values;
    }

    private static BigDecimal zeroToNull(BigDecimal amount) {
        return amount.signum() == 0 ? null : amount;
    }
}
