package io.ordertable.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.function.Function;

/** What an order costs. */
final class Pricing {

    private Pricing() {}

    /** Returns what is to be paid. */
    static BigDecimal total(ObjectNode order) {
        return subtotal(order)
                .subtract(discounts(order))
                .add(adjustments(order, "shipping"))
                .add(adjustments(order, "fee"))
                .add(order.path("tax_included").asBoolean() ? BigDecimal.ZERO : adjustments(order, "tax"));
    }

    /** Adds totals to a requested order, and gives all amounts the decimals of the currency. */
    static void addTo(ObjectNode order) {
        int digits = Currency.getInstance(order.path("currency").asText()).getDefaultFractionDigits();
        put(order, "subtotal", subtotal(order), digits);
        put(order, "discount_total", discounts(order), digits);
        put(order, "shipping_total", adjustments(order, "shipping"), digits);
        put(order, "tax_total", adjustments(order, "tax"), digits);
        put(order, "total", total(order), digits);
        for (JsonNode line : order.path("lines")) {
            put(line, "line_total", price(line).subtract(amount(line, "discount")), digits);
            put(line, "unit_price", amount(line, "unit_price"), digits);
            if (line.has("discount")) {
                put(line, "discount", amount(line, "discount"), digits);
            }
        }
        for (JsonNode adjustment : order.withArray("/adjustments")) {
            put(adjustment, "amount", amount(adjustment, "amount"), digits);
        }
    }

    private static BigDecimal subtotal(JsonNode order) {
        return sum(order.path("lines"), Pricing::price);
    }

    private static BigDecimal discounts(JsonNode order) {
        return sum(order.path("lines"), line -> amount(line, "discount")).subtract(adjustments(order, "discount"));
    }

    private static BigDecimal adjustments(JsonNode order, String type) {
        return sum(
                order.path("adjustments"),
                adjustment ->
                        adjustment.path("type").asText().equals(type) ? amount(adjustment, "amount") : BigDecimal.ZERO);
    }

    private static BigDecimal price(JsonNode line) {
        return amount(line, "unit_price")
                .multiply(BigDecimal.valueOf(line.path("quantity").intValue()));
    }

    private static BigDecimal sum(JsonNode elements, Function<JsonNode, BigDecimal> amount) {
        return elements.valueStream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode owner, String member) {
        return new BigDecimal(owner.path(member).asText("0"));
    }

    private static void put(JsonNode owner, String member, BigDecimal amount, int digits) {
        ((ObjectNode) owner).put(member, amount.setScale(digits).toPlainString());
    }
}
