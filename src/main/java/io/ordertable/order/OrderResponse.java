package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertable.order.CustomerDetails.Address;
import io.ordertable.order.CustomerDetails.Contact;
import io.ordertable.security.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order on the wire. Amounts are decimal strings, so that no client reads them as floating point. What an order does not have is
 * absent.
 */
record OrderResponse(
        UUID orderId,
        String number,
        UUID userId,
        OrderStatus status,
        String currency,
        boolean taxIncluded,
        List<Line> lines,
        List<PriceAdjustment> adjustments,
        String subtotal,
        String discountTotal,
        String shippingTotal,
        String taxTotal,
        String total,
        @Nullable Address shippingAddress,
        @Nullable Address billingAddress,
        @Nullable Contact contact,
        @Nullable String note,
        Map<String, String> metadata,
        @Nullable Payment payment,
        List<Shipment> shipments,
        List<TimelineStep> timeline,
        Instant createdAt,
        Instant updatedAt,
        long version,
        List<OrderStatus> allowedTransitions) {

    /** The members that an order has only after it was placed. */
    static final List<String> GIVEN_WHEN_PLACED = List.of(
            "order_id",
            "number",
            "user_id",
            "status",
            "shipments",
            "timeline",
            "created_at",
            "updated_at",
            "version",
            "allowed_transitions");

    static OrderResponse from(Order order, Caller caller) {
        Basket basket = order.basket();
        Totals totals = basket.totals();
        CustomerDetails customer = order.customer();
        return new OrderResponse(
                order.orderId(),
                OrderNumber.of(order.orderId()).toString(),
                order.userId(),
                order.status(),
                basket.currency().getCurrencyCode(),
                basket.taxIncluded(),
                basket.lines().stream().map(Line::from).toList(),
                basket.adjustments().stream().map(PriceAdjustment::from).toList(),
                totals.subtotal().toPlainString(),
                totals.discount().toPlainString(),
                totals.shipping().toPlainString(),
                totals.tax().toPlainString(),
                totals.total().toPlainString(),
                customer.shippingAddress(),
                customer.billingAddress(),
                customer.contact(),
                customer.note(),
                order.metadata(),
                order.history().payment(),
                order.history().shipments(),
                TimelineStep.of(order),
                order.createdAt(),
                order.updatedAt(),
                order.version(),
                order.status().allowedTransitions(caller));
    }

    /** A line of an order on the wire. */
    record Line(
            String sku,
            String name,
            int quantity,
            String unitPrice,
            @Nullable String discount,
            String lineTotal,
            @Nullable String imageUrl,
            @Nullable String productUrl,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OrderLine.Option> options) {

        static Line from(OrderLine line) {
            BigDecimal discount = line.discount();
            return new Line(
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    line.unitPrice().toPlainString(),
                    discount == null ? null : discount.toPlainString(),
                    line.lineTotal().toPlainString(),
                    line.imageUrl(),
                    line.productUrl(),
                    line.options());
        }
    }

    /** An adjustment on the wire. */
    record PriceAdjustment(
            Adjustment.Type type, String label, @Nullable String code, String amount) {

        static PriceAdjustment from(Adjustment adjustment) {
            return new PriceAdjustment(
                    adjustment.type(),
                    adjustment.label(),
                    adjustment.code(),
                    adjustment.amount().toPlainString());
        }
    }

    /** A step of an order on the wire. */
    record TimelineStep(
            OrderStatus status,
            Instant at,
            long version,
            @Nullable Actor by,
            @Nullable String reason) {

        static List<TimelineStep> of(Order order) {
            History history = order.history();
            TimelineStep placed = new TimelineStep(OrderStatus.PENDING, order.createdAt(), 1, history.placedBy(), null);
            if (history.steps().isEmpty()) {
                return List.of(placed);
            }
            List<TimelineStep> timeline = new ArrayList<>();
            timeline.add(placed);
            history.steps()
                    .forEach((status, step) -> timeline.add(
                            new TimelineStep(status, step.at(), step.version(), step.by(), step.reason())));
            return timeline;
        }
    }
}
