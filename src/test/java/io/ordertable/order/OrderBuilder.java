package io.ordertable.order;

import io.ordertable.table.Uuid7;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes orders for tests: two products for 24.93 EUR, unless told otherwise. */
public final class OrderBuilder {

    private static final Uuid7 IDS = new Uuid7(Clock.systemUTC());

    private UUID orderId = IDS.next();
    private UUID userId = IDS.next();
    private OrderStatus status = OrderStatus.PENDING;
    private String currency = "EUR";
    private final List<OrderLine> lines = new ArrayList<>();

    /** A new order of a user that nobody has registered. */
    public static OrderBuilder anOrder() {
        return new OrderBuilder();
    }

    public OrderBuilder of(UUID newUserId) {
        userId = newUserId;
        return this;
    }

    /** Also gives the order an id of that time. */
    public OrderBuilder placedAt(Instant time) {
        orderId = new Uuid7(Clock.fixed(time, ZoneOffset.UTC)).next();
        return this;
    }

    public OrderBuilder in(String newCurrency) {
        currency = newCurrency;
        return this;
    }

    public OrderBuilder line(String sku, String name, int quantity, String unitPrice) {
        lines.add(new OrderLine(sku, name, quantity, new BigDecimal(unitPrice)));
        return this;
    }

    OrderBuilder withId(UUID newOrderId) {
        orderId = newOrderId;
        return this;
    }

    OrderBuilder that(OrderStatus newStatus) {
        status = newStatus;
        return this;
    }

    NewOrder newOrder() {
        return new NewOrder(userId, Currency.getInstance(currency), lines());
    }

    Order build() {
        NewOrder order = newOrder();
        Instant time = Uuid7.timeOf(orderId);
        return new Order(orderId, userId, status, order.currency(), order.lines(), order.total(), time, time, 1);
    }

    /** The body that places the order. */
    public String json() {
        return "{\"currency\":\"" + currency + "\",\"lines\":[" + linesJson() + "]}";
    }

    /** The line that imports the order, without its end. */
    public String ndjson() {
        return "{\"user_id\":\"" + userId + "\",\"currency\":\"" + currency + "\",\"lines\":[" + linesJson() + "]}";
    }

    private String linesJson() {
        return lines().stream()
                .map(line -> "{\"sku\":\"%s\",\"name\":\"%s\",\"quantity\":%d,\"unit_price\":\"%s\"}"
                        .formatted(
                                line.sku(),
                                line.name(),
                                line.quantity(),
                                line.unitPrice().toPlainString()))
                .collect(Collectors.joining(","));
    }

    private List<OrderLine> lines() {
        return lines.isEmpty()
                ? List.of(
                        new OrderLine("INK-7", "Ink, blue", 2, new BigDecimal("9.99")),
                        new OrderLine("PEN-1", "Pen", 1, new BigDecimal("4.95")))
                : lines;
    }
}
