package io.ordertable.order;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
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
import java.util.UUID;

/** The body that places an order, or a line of an import. */
@PricesFitCurrency
interface OrderRequest {

    String currency();

    List<Line> lines();

    /** Returns the order that a valid request asks for. */
    default Order toOrder(UUID orderId, UUID userId) {
        return Order.place(
                orderId,
                userId,
                Currency.getInstance(currency()),
                lines().stream().map(Line::toOrderLine).toList());
    }

    /** Places one order. The path has the user. */
    record Create(
            @NotNull String currency,

            @NotEmpty @Size(max = Order.MAX_LINES, message = "must have at most {max} elements") List<@NotNull @Valid Line> lines)
            implements OrderRequest {

        public Create {
            lines = LongLists.cut(lines, Order.MAX_LINES);
        }
    }

    /** Places one of many orders. */
    record Import(
            @NotNull UUID userId,
            @NotNull String currency,

            @NotEmpty @Size(max = Order.MAX_LINES, message = "must have at most {max} elements") List<@NotNull @Valid Line> lines)
            implements OrderRequest {

        public Import {
            lines = LongLists.cut(lines, Order.MAX_LINES);
        }
    }

    /**
     * A line of the order.
     *
     * @param unitPrice a decimal without sign or exponent, so that its length limits its value
     */
    record Line(
            @NotNull @PlainText @Size(min = 1, max = 100) String sku,
            @NotNull @PlainText @Size(min = 1, max = 500) String name,
            @NotNull @Min(1) @Max(OrderLine.MAX_QUANTITY) Integer quantity,

            @JsonSerialize(converter = CanonicalPrice.class)
            @NotNull @Pattern(regexp = PRICE, message = "must be a decimal such as \"19.98\", below a trillion") String unitPrice) {

        static final String PRICE = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?";

        OrderLine toOrderLine() {
            return new OrderLine(sku, name, quantity, new BigDecimal(unitPrice));
        }
    }

    /** Writes equal prices equally, so that a request repeated with {@code 9.50} instead of {@code 9.5} has the same hash. */
    final class CanonicalPrice extends StdConverter<String, String> {

        @Override
        public String convert(String price) {
            return new BigDecimal(price).stripTrailingZeros().toPlainString();
        }
    }
}
