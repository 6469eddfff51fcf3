package io.ordertable.calls;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import org.jspecify.annotations.Nullable;

/** A call to DynamoDB failed for good: repeating it is useless, or did not help in time. */
public class CallFailedException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /**
     * Creates the exception.
     *
     * @param message explains the failure in the log
     */
    public CallFailedException(FailureKind kind, @Nullable String message, @Nullable Throwable cause) {
        super(kind.error(), detail(kind.error()), message, cause);
        this.kind = kind;
    }

    /** Returns what the failure means. */
    public FailureKind kind() {
        return kind;
    }

    private static String detail(CommonError error) {
        return switch (error) {
            case OVERLOADED -> "All connections to the database are in use.";
            case INTERNAL_ERROR -> "The request id leads to the cause.";
            default -> "Try again after a moment.";
        };
    }
}
