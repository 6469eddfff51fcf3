package io.ordertable.order;

import io.ordertable.error.ErrorCode;
import io.ordertable.error.ServiceException;
import io.ordertable.security.Caller;
import java.math.BigDecimal;
import java.util.UUID;

/** What can go wrong with orders. */
enum OrderError implements ErrorCode {
    /** There is no such order. */
    ORDER_NOT_FOUND(Category.NOT_FOUND, "There is no such order"),
    /** The order's status does not allow the change; {@code from}, {@code to} and {@code allowed} explain it. */
    ILLEGAL_TRANSITION(Category.CONFLICT, "The order's status does not allow this"),
    /** The discounts exceed the price. */
    NEGATIVE_TOTAL(Category.UNPROCESSABLE, "The total is negative"),
    /** Only an order that is shipped takes another shipment. */
    ORDER_NOT_SHIPPED(Category.CONFLICT, "The order is not shipped"),
    /** The shipment contains more than is left of a line; {@code line} and {@code left} explain it. */
    SHIPMENT_EXCEEDS_ORDER(Category.CONFLICT, "The shipment contains more than was ordered"),
    TOO_MANY_SHIPMENTS(Category.UNPROCESSABLE, "The order has too many shipments"),
    TOO_MUCH_METADATA(Category.UNPROCESSABLE, "The order has too much metadata"),
    /** The order does not fit into a DynamoDB item (400 KB) together with its later steps. */
    ORDER_TOO_LARGE(Category.UNPROCESSABLE, "The order is too large to store");

    private final Category category;
    private final String title;

    OrderError(Category category, String title) {
        this.category = category;
        this.title = title;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public String title() {
        return title;
    }

    static ServiceException notFound(UUID orderId) {
        return new ServiceException(ORDER_NOT_FOUND, "There is no order " + orderId + ".");
    }

    static ServiceException notFound(OrderKey key) {
        return new ServiceException(ORDER_NOT_FOUND, "User " + key.userId() + " has no order " + key.orderId() + ".");
    }

    static ServiceException illegalTransition(OrderStatus from, OrderStatus to, Caller caller) {
        return new ServiceException(
                        ILLEGAL_TRANSITION, "An order that is " + from.code() + " cannot become " + to.code() + ".")
                .with("from", from)
                .with("to", to)
                .with("allowed", from.allowedTransitions(caller));
    }

    static ServiceException notShipped(OrderStatus current) {
        return new ServiceException(
                ORDER_NOT_SHIPPED,
                "An order that is " + current.code()
                        + " takes no shipment. Give the first one together with the status shipped.");
    }

    static ServiceException exceedsOrder(int line, int left) {
        return new ServiceException(
                        SHIPMENT_EXCEEDS_ORDER, "Pieces of line " + line + " that are left to ship: " + left + ".")
                .with("line", line)
                .with("left", left);
    }

    static ServiceException tooManyShipments() {
        return new ServiceException(TOO_MANY_SHIPMENTS, "An order has at most " + Shipment.MAX + " shipments.");
    }

    static ServiceException tooMuchMetadata() {
        return new ServiceException(
                TOO_MUCH_METADATA, "An order has at most " + Order.MAX_METADATA + " entries in its metadata.");
    }

    static ServiceException negativeTotal(BigDecimal total) {
        return new ServiceException(
                NEGATIVE_TOTAL, "The total is " + total.toPlainString() + ": the discounts exceed the price.");
    }

    static ServiceException tooLarge(int bytes, int most) {
        return new ServiceException(
                ORDER_TOO_LARGE, "The order would take " + bytes + " bytes; at most " + most + " can be stored.");
    }
}
