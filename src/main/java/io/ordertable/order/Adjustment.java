package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What changes the price of a whole order.
 *
 * @param label how the customer sees it, such as "Express delivery"
 * @param code the shop's own name for it, such as that of a voucher
 * @param amount negative for a discount, otherwise not
 */
record Adjustment(Type type, String label, @Nullable String code, BigDecimal amount) {

    /**
     * Creates an adjustment.
     *
     * @throws IllegalArgumentException if the amount has the wrong sign
     */
    Adjustment {
        if (amount.signum() < 0 != (type == Type.DISCOUNT)) {
            throw new IllegalArgumentException(type + " of " + amount);
        }
    }

    /** Returns the same adjustment with so many fraction digits; never rounds. */
    Adjustment scaled(int digits) {
        return new Adjustment(type, label, code, amount.setScale(digits));
    }

    /** Kinds of adjustments. */
    enum Type {
        @JsonProperty("discount")
        DISCOUNT,
        @JsonProperty("shipping")
        SHIPPING,
        @JsonProperty("tax")
        TAX,
        @JsonProperty("fee")
        FEE
    }
}
