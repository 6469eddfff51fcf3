package io.ordertable.idempotency;

import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;

/** The idempotency key was used before, and what it created is no answer to this request. */
public final class IdempotencyKeyReused extends ProblemException {

    private static final long serialVersionUID = 1L;

    private IdempotencyKeyReused(String detail) {
        super(ProblemCode.IDEMPOTENCY_KEY_REUSED, detail);
    }

    /** The earlier request had another body. */
    static IdempotencyKeyReused byAnotherRequest() {
        return new IdempotencyKeyReused(
                "This key was used for another request within the last 24 hours. Use a new key for a new request.");
    }

    /** What the earlier request created has been deleted. A repeated request does not bring it back. */
    public static IdempotencyKeyReused afterDeletion() {
        return new IdempotencyKeyReused(
                "What this key created has been deleted since. Use a new key to create it again.");
    }
}
