package io.ordertable.resilience;

import org.jspecify.annotations.Nullable;

/** A call to DynamoDB failed for good: it was not worth repeating, or repeating it did not help in time. */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DatabaseFailure failure;

    DatabaseException(DatabaseFailure failure, @Nullable String message, Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    /** What it means for the caller. */
    public DatabaseFailure failure() {
        return failure;
    }
}
