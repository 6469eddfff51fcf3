package io.ordertable.order;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order on the wire; amounts are decimal strings, so that no client reads them as floating point. */
@Schema(name = "Order", description = "An order.")
record OrderResponse(
        @Schema(description = "A UUID of version 7.", example = "0196f0c4-2f00-7a11-9c00-0a1b2c3d4e5f")
        UUID orderId,

        @Schema(description = "Who placed it.", example = "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e")
        UUID userId,

        OrderStatus status,

        @Schema(description = "ISO 4217.", pattern = "^[A-Z]{3}$", example = "EUR")
        String currency,

        List<Line> lines,

        @Schema(description = "The exact sum of the lines.", pattern = OrderResponse.AMOUNT, example = "19.98")
        String total,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "Counts changes from 1; is also the `ETag`.", minimum = "1", example = "1")
        long version,

        @Schema(description = "The statuses that can follow.")
        List<OrderStatus> allowedTransitions) {

    static final String AMOUNT = "^[0-9]+(\\.[0-9]+)?$";

    static OrderResponse from(Order order) {
        return new OrderResponse(
                order.orderId(),
                order.userId(),
                order.status(),
                order.currency().getCurrencyCode(),
                order.lines().stream().map(Line::from).toList(),
                order.total().toPlainString(),
                order.createdAt(),
                order.updatedAt(),
                order.version(),
                order.status().allowedTransitions());
    }

    /** A line of an order on the wire. */
    @Schema(name = "OrderLine", description = "A product of an order.")
    record Line(
            @Schema(example = "TEA-042") String sku,
            @Schema(example = "Darjeeling, 100 g") String name,
            @Schema(minimum = "1", example = "2") int quantity,
            @Schema(pattern = AMOUNT, example = "9.99") String unitPrice,

            @Schema(description = "What all pieces cost.", pattern = AMOUNT, example = "19.98")
            String lineTotal) {

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
