package io.ordertable.order;

import io.ordertable.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order on the wire. Amounts are decimal strings, so that no client reads them as floating point. */
record OrderResponse(
        UUID orderId,
        String number,
        UUID userId,
        OrderStatus status,
        String currency,
        List<Line> lines,
        String total,
        Instant createdAt,
        Instant updatedAt,
        long version,
        List<OrderStatus> allowedTransitions) {

    static OrderResponse from(Order order, Caller caller) {
        return new OrderResponse(
                order.orderId(),
                OrderNumber.of(order.orderId()).toString(),
                order.userId(),
                order.status(),
                order.currency().getCurrencyCode(),
                order.lines().stream().map(Line::from).toList(),
                order.total().toPlainString(),
                order.createdAt(),
                order.updatedAt(),
                order.version(),
                order.status().allowedTransitions(caller));
    }

    /** A line of an order on the wire. */
    record Line(String sku, String name, int quantity, String unitPrice, String lineTotal) {

        static Line from(OrderLine line) {
            return new Line(
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice().toPlainString(),
                    line.lineTotal().toPlainString());
        }
    }
}
