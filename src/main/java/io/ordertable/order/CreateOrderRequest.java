package io.ordertable.order;

import io.ordertable.web.LongLists;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** The body that places an order. */
record CreateOrderRequest(
        @NotNull String currency,

        @NotEmpty @Size(max = Order.MAX_LINES, message = "must have at most {max} elements") List<@NotNull @Valid LineRequest> lines)
        implements PricedLines {

    CreateOrderRequest {
        lines = LongLists.cut(lines, Order.MAX_LINES);
    }
}
