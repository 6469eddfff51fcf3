package io.ordertable.order;

import io.ordertable.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order.
 *
 * @param sku the product's stock-keeping unit
 * @param name the product's name at the time of the order
 * @param quantity 1 to {@value #MAX_QUANTITY}
 * @param unitPrice the price of one piece, not negative
 * @param discount what is taken off the line, at most its price; {@code null} for nothing
 * @param imageUrl a picture of the product
 * @param productUrl the product's page
 * @param options what the customer chose, up to {@value #MAX_OPTIONS}
 */
record OrderLine(
        String sku,
        String name,
        int quantity,
        BigDecimal unitPrice,
        @Nullable BigDecimal discount,
        @Nullable String imageUrl,
        @Nullable String productUrl,
        List<Option> options) {

    /** The largest number of pieces in a line. */
    static final int MAX_QUANTITY = 1_000_000;

    /** The largest number of options of a line. */
    static final int MAX_OPTIONS = 10;

    /**
     * Creates a line.
     *
     * @throws IllegalArgumentException if the quantity, the price or the discount is out of range
     */
    OrderLine {
        if (quantity < 1
                || quantity > MAX_QUANTITY
                || unitPrice.signum() < 0
                || (discount != null
                        && (discount.signum() < 0 || discount.compareTo(price(unitPrice, quantity)) > 0))) {
            throw new IllegalArgumentException(
                    "quantity " + quantity + ", unit price " + unitPrice + ", discount " + discount);
        }
    }

    /** Returns what the line costs before the discount. */
    BigDecimal subtotal() {
        return price(unitPrice, quantity);
    }

    /** Returns what the line costs. */
    BigDecimal lineTotal() {
        return discount == null ? subtotal() : subtotal().subtract(discount);
    }

    /** Returns the same line with so many fraction digits in its amounts; never rounds. */
    OrderLine scaled(int digits) {
        return new OrderLine(
                sku,
                name,
                quantity,
                unitPrice.setScale(digits),
                discount == null ? null : discount.setScale(digits),
                imageUrl,
                productUrl,
                options);
    }

    private static BigDecimal price(BigDecimal unitPrice, int quantity) {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    /** A choice of the customer, such as a size. */
    record Option(
            @NotNull @PlainText @Size(min = 1, max = 100) String name,
            @NotNull @PlainText @Size(min = 1, max = 200) String value) {}
}
