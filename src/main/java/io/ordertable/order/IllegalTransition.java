package io.ordertable.order;

import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;

/** The order's status does not lead to the one asked for. */
final class IllegalTransition extends ProblemException {

    private static final long serialVersionUID = 1L;

    private IllegalTransition(OrderStatus from, OrderStatus to) {
        super(ProblemCode.ILLEGAL_TRANSITION, "An order that is " + from.code() + " cannot become " + to.code() + ".");
        member("from", from);
        member("to", to);
        member("allowed", from.allowedTransitions());
    }

    static IllegalTransition between(OrderStatus from, OrderStatus to) {
        return new IllegalTransition(from, to);
    }
}
