package io.ordertable.order;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * What is ordered, and what it costs.
 *
 * @param currency the currency of all amounts
 * @param taxIncluded whether the prices include the tax, which then adds nothing to the total
 * @param lines 1 to {@value #MAX_LINES}
 * @param adjustments up to {@value #MAX_ADJUSTMENTS}
 */
record Basket(
        Currency currency, boolean taxIncluded, List<OrderLine> lines, List<Adjustment> adjustments, Totals totals) {

    /** The largest number of lines. */
    static final int MAX_LINES = 100;

    /** The largest number of adjustments. */
    static final int MAX_ADJUSTMENTS = 20;

    /**
     * Creates a basket. Gives all amounts the currency's number of fraction digits.
     *
     * @throws ArithmeticException if an amount has more fraction digits than the currency
     */
    Basket {
        int digits = currency.getDefaultFractionDigits();
        lines = lines.stream().map(line -> line.scaled(digits)).toList();
        adjustments = adjustments.stream()
                .map(adjustment -> adjustment.scaled(digits))
                .toList();
        totals = totals.scaled(digits);
    }

    /**
     * Returns a basket with its totals.
     *
     * @throws io.ordertable.error.ServiceException if the discounts exceed the price
     */
    static Basket of(Currency currency, boolean taxIncluded, List<OrderLine> lines, List<Adjustment> adjustments) {
        Totals totals = Totals.of(taxIncluded, lines, adjustments);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a basket has at least one line");
        }
        if (totals.total().signum() < 0) {
            throw OrderError.negativeTotal(totals.total());
        }
        return new Basket(currency, taxIncluded, lines, adjustments, totals);
    }

    BigDecimal total() {
        return totals.total();
    }
}
