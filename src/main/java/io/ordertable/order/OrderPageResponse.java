package io.ordertable.order;

import io.ordertable.table.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of orders on the wire.
 *
 * @param nextCursor goes into {@code cursor} for the next page; {@code null} at the list's end
 */
record OrderPageResponse(
        List<OrderResponse> items, @Nullable String nextCursor) {

    static OrderPageResponse from(OrderPage page) {
        Cursor next = page.next();
        return new OrderPageResponse(
                page.orders().stream().map(OrderResponse::from).toList(), next == null ? null : next.encode());
    }
}
