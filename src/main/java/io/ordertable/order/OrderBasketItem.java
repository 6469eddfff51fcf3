package io.ordertable.order;

import io.ordertable.table.RecordConverter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;

/** The stored form of what was ordered, besides the history. */
@NullUnmarked
abstract class OrderBasketItem extends OrderHistoryItem {

    static final StaticTableSchema<OrderBasketItem> SCHEMA = StaticTableSchema.builder(OrderBasketItem.class)
            .extend(OrderHistoryItem.SCHEMA)
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
            .build();

    private String currency;
    private Boolean taxIncluded;
    private List<OrderLine> lines;
    private List<Adjustment> adjustments;
    private BigDecimal subtotal;
    private BigDecimal discountTotal;
    private BigDecimal shippingTotal;
    private BigDecimal taxTotal;
    private BigDecimal total;

    /** Stores the total, and the other totals unless they follow from it. */
    void put(Basket basket) {
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

    Basket toBasket() {
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

    private static <C extends Collection<?>> C emptyToNull(C values) {
        return values.isEmpty() ? null : values;
    }

    private static BigDecimal zeroToNull(BigDecimal amount) {
        return amount.signum() == 0 ? null : amount;
    }
}
