package io.ordertable.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a basket costs. Each part is exact.
 *
 * @param subtotal the lines before discounts
 * @param discount what all discounts take off, as a positive amount
 * @param shipping the adjustments for shipping
 * @param tax the adjustments for tax
 * @param total what is to be paid: the subtotal without the discounts, with shipping and fees, and with the tax unless the prices
 *     include it
 */
record Totals(BigDecimal subtotal, BigDecimal discount, BigDecimal shipping, BigDecimal tax, BigDecimal total) {

    /** Adds up a basket. The total may be negative. */
    static Totals of(boolean taxIncluded, List<OrderLine> lines, List<Adjustment> adjustments) {
        BigDecimal subtotal = sum(lines.stream().map(OrderLine::subtotal));
        BigDecimal discount = subtotal.subtract(sum(lines.stream().map(OrderLine::lineTotal)))
                .subtract(sum(adjustments, Adjustment.Type.DISCOUNT));
        BigDecimal shipping = sum(adjustments, Adjustment.Type.SHIPPING);
        BigDecimal tax = sum(adjustments, Adjustment.Type.TAX);
        BigDecimal total = subtotal.subtract(discount)
                .add(shipping)
                .add(sum(adjustments, Adjustment.Type.FEE))
                .add(taxIncluded ? BigDecimal.ZERO : tax);
        return new Totals(subtotal, discount, shipping, tax, total);
    }

    /** Returns the totals with so many fraction digits; never rounds. */
    Totals scaled(int digits) {
        return new Totals(
                subtotal.setScale(digits),
                discount.setScale(digits),
                shipping.setScale(digits),
                tax.setScale(digits),
                total.setScale(digits));
    }

    private static BigDecimal sum(List<Adjustment> adjustments, Adjustment.Type type) {
        return sum(adjustments.stream()
                .filter(adjustment -> adjustment.type() == type)
                .map(Adjustment::amount));
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
