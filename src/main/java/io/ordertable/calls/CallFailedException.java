package io.ordertable.calls;

import org.jspecify.annotations.Nullable;

/** A call to DynamoDB failed for good: repeating it is useless, or did not help in time. */
public class CallFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** Creates the exception. */
    public CallFailedException(FailureKind kind, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what the failure means for the caller. */
    public FailureKind kind() {
        return kind;
    }
}
