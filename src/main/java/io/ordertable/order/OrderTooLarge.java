package io.ordertable.order;

import io.ordertable.table.ItemSize;
import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;

/** The order does not fit into a DynamoDB item. */
final class OrderTooLarge extends ProblemException {

    private static final long serialVersionUID = 1L;

    private OrderTooLarge(int bytes) {
        super(
                ProblemCode.ORDER_TOO_LARGE,
                "The order would take " + bytes + " bytes; at most " + ItemSize.LIMIT + " can be stored.");
    }

    static OrderTooLarge bytes(int bytes) {
        return new OrderTooLarge(bytes);
    }
}
