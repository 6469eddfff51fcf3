package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/**
 * What was ordered and what it costs, without personal data: no names, addresses or notes, and no options, which may be texts of the
 * customer. Amounts have the number of decimals that the currency has.
 *
 * @param metadata what the shop notes about the order
 */
record OrderContents(
        Currency currency,
        boolean taxIncluded,
        List<Line> lines,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal subtotal,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal discountTotal,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal shippingTotal,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal taxTotal,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total,
        Map<String, String> metadata) {

    OrderContents {
        int digits = currency.getDefaultFractionDigits();
        lines = lines.stream().map(line -> line.scaled(digits)).toList();
        subtotal = subtotal.setScale(digits);
        discountTotal = discountTotal.setScale(digits);
        shippingTotal = shippingTotal.setScale(digits);
        taxTotal = taxTotal.setScale(digits);
        total = total.setScale(digits);
    }

    /** Reads the image of an order. What is not stored is none; without a subtotal, it is the total. */
    static OrderContents from(Map<String, AttributeValue> image) {
        Map<String, Object> values = Json.plain(image);
        AttributeValue lines = image.get("lines");
        if (lines != null) {
            values.put("lines", lines.getL().stream().map(Line::plain).toList());
        }
        values.putIfAbsent("tax_included", false);
        values.putIfAbsent("subtotal", values.getOrDefault("total", ""));
        values.putIfAbsent("discount_total", "0");
        values.putIfAbsent("shipping_total", "0");
        values.putIfAbsent("tax_total", "0");
        values.putIfAbsent("metadata", Map.of());
        return Json.MAPPER.convertValue(values, OrderContents.class);
    }

    /**
     * A line of the order.
     *
     * @param discount what is taken off the line; 0 if the image has none
     */
    record Line(
            String sku,
            int quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitPrice,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal discount) {

        @JsonProperty("line_total")
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal lineTotal() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity)).subtract(discount);
        }

        private static Map<String, Object> plain(AttributeValue line) {
            Map<String, Object> values = Json.plain(line.getM());
            values.putIfAbsent("discount", "0");
            return values;
        }

        private Line scaled(int digits) {
            return new Line(sku, quantity, unitPrice.setScale(digits), discount.setScale(digits));
        }
    }
}
