package io.ordertable.order;

import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;
import java.util.UUID;

/** There is no such order, or it belongs to another user. */
final class OrderNotFound extends ProblemException {

    private static final long serialVersionUID = 1L;

    private OrderNotFound(String detail) {
        super(ProblemCode.ORDER_NOT_FOUND, detail);
    }

    static OrderNotFound withId(UUID orderId) {
        return new OrderNotFound("There is no order " + orderId + ".");
    }

    static OrderNotFound ofUser(UUID userId, UUID orderId) {
        return new OrderNotFound("User " + userId + " has no order " + orderId + ".");
    }
}
