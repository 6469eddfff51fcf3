package io.ordertable.order;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.ordertable.order.CustomerDetails.Address;
import io.ordertable.order.CustomerDetails.Contact;
import io.ordertable.web.LongLists;
import io.ordertable.web.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The body that places an order.
 *
 * @param taxIncluded {@code null} means the same as {@code false}
 */
@ConsistentAmounts
record OrderRequest(
        @NotNull String currency,
        @Nullable Boolean taxIncluded,

        @NotEmpty @Size(max = Basket.MAX_LINES, message = TOO_LONG) List<@NotNull @Valid Line> lines,

        @Nullable @Size(max = Basket.MAX_ADJUSTMENTS, message = TOO_LONG) List<@NotNull @Valid PriceAdjustment> adjustments,

        @Nullable @Valid Address shippingAddress,
        @Nullable @Valid Address billingAddress,
        @Nullable @Valid Contact contact,

        @Nullable @Size(min = 1, max = CustomerDetails.MAX_NOTE) @Pattern(
                regexp = CustomerDetails.NOTE,
                message = "must contain visible characters, and no control characters or changes of direction")
        String note,

        @Nullable @Size(max = Order.MAX_METADATA, message = TOO_LONG) Map<
                        @NotNull @PlainText @Size(min = 1, max = Order.MAX_METADATA_NAME) String,
                        @NotNull @PlainText @Size(min = 1, max = Order.MAX_METADATA_TEXT) String>
                metadata) {

    private static final String TOO_LONG = "must have at most {max} elements";

    /** A decimal without sign or exponent, so that its length limits its value. */
    private static final String AMOUNT = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?";

    private static final String SIGNED_AMOUNT = "-?" + AMOUNT;

    private static final Predicate<String> IS_AMOUNT =
            java.util.regex.Pattern.compile(AMOUNT).asMatchPredicate();

    private static final Predicate<String> IS_SIGNED_AMOUNT =
            java.util.regex.Pattern.compile(SIGNED_AMOUNT).asMatchPredicate();

    private static final String AMOUNT_RULE = "must be a decimal such as \"19.98\", below a trillion";

    OrderRequest {
        taxIncluded = Boolean.TRUE.equals(taxIncluded) ? true : null;
        lines = LongLists.cut(lines, Basket.MAX_LINES);
        adjustments = adjustments == null ? null : LongLists.cut(adjustments, Basket.MAX_ADJUSTMENTS);
        metadata = metadata == null ? null : LongLists.cut(metadata, Order.MAX_METADATA);
    }

    /** Returns the order that a valid request asks for. */
    Order toOrder(UUID orderId, UUID userId) {
        return Order.place(
                orderId,
                userId,
                Basket.of(
                        Currency.getInstance(currency),
                        Boolean.TRUE.equals(taxIncluded),
                        orderLines(),
                        priceAdjustments()),
                new CustomerDetails(shippingAddress, billingAddress, contact, note),
                Objects.requireNonNullElse(metadata, Map.of()));
    }

    List<OrderLine> orderLines() {
        return lines.stream().map(Line::toOrderLine).toList();
    }

    List<Adjustment> priceAdjustments() {
        return adjustments == null
                ? List.of()
                : adjustments.stream().map(PriceAdjustment::toAdjustment).toList();
    }

    /** A line of the order. */
    record Line(
            @NotNull @PlainText @Size(min = 1, max = 100) String sku,
            @NotNull @PlainText @Size(min = 1, max = 500) String name,
            @NotNull @Min(1) @Max(OrderLine.MAX_QUANTITY) Integer quantity,

            @JsonSerialize(converter = CanonicalAmount.class) @NotNull @Pattern(regexp = AMOUNT, message = AMOUNT_RULE) String unitPrice,

            @JsonSerialize(converter = CanonicalAmount.class) @Nullable @Pattern(regexp = AMOUNT, message = AMOUNT_RULE) String discount,

            @Nullable @HttpsUrl String imageUrl,

            @Nullable @HttpsUrl String productUrl,

            @Nullable @Size(max = OrderLine.MAX_OPTIONS, message = TOO_LONG) List<OrderLine.@NotNull @Valid Option> options) {

        Line {
            options = options == null ? null : LongLists.cut(options, OrderLine.MAX_OPTIONS);
        }

        /** Returns whether the discount exceeds the price, if all that it depends on is valid. */
        boolean isDiscountTooHigh() {
            return discount != null
                    && unitPrice != null
                    && quantity != null
                    && IS_AMOUNT.test(discount)
                    && IS_AMOUNT.test(unitPrice)
                    && new BigDecimal(discount)
                                    .compareTo(new BigDecimal(unitPrice).multiply(BigDecimal.valueOf(quantity)))
                            > 0;
        }

        OrderLine toOrderLine() {
            return new OrderLine(
                    sku,
                    name,
                    quantity,
                    new BigDecimal(unitPrice),
                    discount == null ? null : new BigDecimal(discount),
                    imageUrl,
                    productUrl,
                    Objects.requireNonNullElse(options, List.of()));
        }
    }

    /** A discount, or what is added to the price of the lines. */
    record PriceAdjustment(
            @NotNull Adjustment.Type type,
            @NotNull @PlainText @Size(min = 1, max = 200) String label,
            @Nullable @PlainText @Size(min = 1, max = 100) String code,

            @JsonSerialize(converter = CanonicalAmount.class)
            @NotNull @Pattern(regexp = SIGNED_AMOUNT, message = AMOUNT_RULE) String amount) {

        /** Returns whether the sign fits the type, if both are valid. */
        boolean hasRightSign() {
            return type == null
                    || amount == null
                    || !IS_SIGNED_AMOUNT.test(amount)
                    || new BigDecimal(amount).signum() < 0 == (type == Adjustment.Type.DISCOUNT);
        }

        Adjustment toAdjustment() {
            return new Adjustment(type, label, code, new BigDecimal(amount));
        }
    }

    /** Writes equal amounts equally, so that a request repeated with {@code 9.50} instead of {@code 9.5} has the same hash. */
    static final class CanonicalAmount extends StdConverter<String, String> {

        @Override
        public String convert(String amount) {
            return new BigDecimal(amount).stripTrailingZeros().toPlainString();
        }
    }
}
