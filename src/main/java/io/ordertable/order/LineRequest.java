package io.ordertable.order;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.ordertable.web.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * A line of an order that is to be placed.
 *
 * @param unitPrice a decimal without sign or exponent, so that its value is known before anything is calculated
 */
record LineRequest(
        @NotNull @PlainText @Size(min = 1, max = 100) String sku,
        @NotNull @PlainText @Size(min = 1, max = 500) String name,
        @NotNull @Min(1) @Max(OrderLine.MAX_QUANTITY) Integer quantity,

        @JsonSerialize(converter = CanonicalPrice.class)
        @NotNull @Pattern(regexp = PRICE, message = "must be a decimal such as \"19.98\", below a trillion") String unitPrice) {

    static final String PRICE = "(0|[1-9][0-9]{0,11})(\\.[0-9]{1,4})?";

    OrderLine toOrderLine() {
        return new OrderLine(sku, name, quantity, new BigDecimal(unitPrice));
    }

    /** Writes equal prices equally, because a request that is sent again with {@code 9.50} for {@code 9.5} is the same. */
    static final class CanonicalPrice extends StdConverter<String, String> {

        @Override
        public String convert(String price) {
            return new BigDecimal(price).stripTrailingZeros().toPlainString();
        }
    }
}
