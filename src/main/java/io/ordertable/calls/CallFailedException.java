package io.ordertable.calls;

import io.ordertable.error.ServiceException;
import org.jspecify.annotations.Nullable;

/** A call to DynamoDB failed for good: repeating it is useless, or did not help in time. */
public class CallFailedException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** Creates the exception. The message is for the log. */
    public CallFailedException(FailureKind kind, @Nullable String message, @Nullable Throwable cause) {
        super(kind.error(), detail(kind), message, cause);
        this.kind = kind;
    }

    /** Returns what the failure means. */
    public FailureKind kind() {
        return kind;
    }

    private static String detail(FailureKind kind) {
        return switch (kind) {
            case OVERLOADED -> "All connections to the database are in use.";
            case CONDITION_FAILED, REFUSED -> "The request id leads to the cause.";
            default -> "Try again after a moment.";
        };
    }
}
