package io.ordertable.order;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * One product of an order.
 *
 * @param sku the product's stock-keeping unit
 * @param name what the product was called when it was ordered
 * @param quantity pieces, at least 1
 * @param unitPrice what a piece costs, not negative, with the currency's number of fraction digits
 */
record OrderLine(String sku, String name, int quantity, BigDecimal unitPrice) {

    /** Most pieces in one line. */
    static final int MAX_QUANTITY = 1_000_000;

    /** Refuses what no order may contain. */
    public OrderLine {
        if (quantity < 1 || quantity > MAX_QUANTITY || unitPrice.signum() < 0) {
            throw new IllegalArgumentException("quantity " + quantity + ", unit price " + unitPrice);
        }
    }

    /** What all pieces cost. */
    BigDecimal lineTotal() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    /** The same line with its price written in the currency's number of fraction digits; never rounds. */
    OrderLine in(Currency currency) {
        return new OrderLine(sku, name, quantity, unitPrice.setScale(currency.getDefaultFractionDigits()));
    }
}
