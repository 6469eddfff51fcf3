package io.ordertable.order;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * One product of an order.
 *
 * @param sku the product's stock-keeping unit
 * @param name the product's name at the time of the order
 * @param quantity 1 to {@value #MAX_QUANTITY}
 * @param unitPrice the price of one piece, not negative
 */
record OrderLine(String sku, String name, int quantity, BigDecimal unitPrice) {

    /** The largest number of pieces in a line. */
    static final int MAX_QUANTITY = 1_000_000;

    /**
     * Creates a line.
     *
     * @throws IllegalArgumentException if the quantity or the price is out of range
     */
    public OrderLine {
        if (quantity < 1 || quantity > MAX_QUANTITY || unitPrice.signum() < 0) {
            throw new IllegalArgumentException("quantity " + quantity + ", unit price " + unitPrice);
        }
    }

    /** Returns the price of all pieces. */
    BigDecimal lineTotal() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    /** Returns the same line with the currency's number of fraction digits in its price; never rounds. */
    OrderLine in(Currency currency) {
        return new OrderLine(sku, name, quantity, unitPrice.setScale(currency.getDefaultFractionDigits()));
    }
}
