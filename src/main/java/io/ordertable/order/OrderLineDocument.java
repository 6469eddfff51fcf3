package io.ordertable.order;

import java.math.BigDecimal;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** The stored form of an order line: a map in the order's item. */
@NullUnmarked
class OrderLineDocument {

    static final StaticTableSchema<OrderLineDocument> SCHEMA = StaticTableSchema.builder(OrderLineDocument.class)
            .newItemSupplier(OrderLineDocument::new)
            .addAttribute(
                    String.class, a -> a.name("sku").getter(item -> item.sku).setter((item, value) -> item.sku = value))
            .addAttribute(
                    String.class,
                    a -> a.name("name").getter(item -> item.name).setter((item, value) -> item.name = value))
            .addAttribute(Integer.class, a -> a.name("quantity")
                    .getter(item -> item.quantity)
                    .setter((item, value) -> item.quantity = value))
            .addAttribute(BigDecimal.class, a -> a.name("unit_price")
                    .getter(item -> item.unitPrice)
                    .setter((item, value) -> item.unitPrice = value))
            .build();

    private String sku;
    private String name;
    private Integer quantity;
    private BigDecimal unitPrice;

    static OrderLineDocument from(OrderLine line) {
        OrderLineDocument item = new OrderLineDocument();
        item.sku = line.sku();
        item.name = line.name();
        item.quantity = line.quantity();
        item.unitPrice = line.unitPrice();
        return item;
    }

    OrderLine toOrderLine() {
        return new OrderLine(sku, name, quantity, unitPrice);
    }
}
