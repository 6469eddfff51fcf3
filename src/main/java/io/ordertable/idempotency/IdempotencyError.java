package io.ordertable.idempotency;

import io.ordertable.error.ErrorCode;
import io.ordertable.error.ServiceException;

/** What can go wrong with idempotency keys. */
public enum IdempotencyError implements ErrorCode {
    /** The key was used for another request, or what it created has been deleted. */
    IDEMPOTENCY_KEY_REUSED;

    @Override
    public Category category() {
        return Category.UNPROCESSABLE;
    }

    @Override
    public String title() {
        return "The idempotency key cannot be used for this request";
    }

    static ServiceException usedBefore() {
        return new ServiceException(
                IDEMPOTENCY_KEY_REUSED,
                "This key was used for another request within the last 24 hours. Use a new key for a new request.");
    }

    /** Creates the exception for a repeated request whose resource has been deleted since. It is not created again. */
    public static ServiceException deletedSince() {
        return new ServiceException(
                IDEMPOTENCY_KEY_REUSED,
                "What this key created has been deleted since. Use a new key to create it again.");
    }
}
