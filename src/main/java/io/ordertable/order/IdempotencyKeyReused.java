package io.ordertable.order;

import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;

/** The user sent the idempotency key before, with another body. */
final class IdempotencyKeyReused extends ProblemException {

    private static final long serialVersionUID = 1L;

    IdempotencyKeyReused() {
        super(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "This key was used for another order within the last 24 hours; take a new key for a new order.");
    }
}
