package io.ordertable.web;

import io.ordertable.calls.CallFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** A call to DynamoDB failed. */
public final class DatabaseProblem extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(DatabaseProblem.class);

    /** Seconds; a client that tries again sooner only meets the same overload. */
    private static final String RETRY_AFTER = "1";

    private DatabaseProblem(ProblemCode code) {
        super(code, "Try again after a moment.");
        header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }

    /** No part of the call could be served for want of capacity. */
    public static DatabaseProblem throttled() {
        return new DatabaseProblem(ProblemCode.THROTTLED);
    }

    /**
     * What the failure means for the caller. The log has the cause where it does not pass by itself; what does was logged where
     * it was given up.
     */
    public static ProblemException from(CallFailedException failure) {
        return switch (failure.kind()) {
            case THROTTLED, CONFLICT -> throttled();
            case UNAVAILABLE -> new DatabaseProblem(ProblemCode.DATABASE_UNAVAILABLE);
            case OVERLOADED -> {
                log.warn("No connection was free: {}", failure.getMessage());
                yield new Overloaded("All connections to the database are in use.");
            }
            case MISCONFIGURED -> {
                log.error("The table cannot be used: {}", failure.getMessage());
                yield new DatabaseProblem(ProblemCode.DATABASE_UNAVAILABLE);
            }
            case CONDITION_FAILED, REFUSED -> {
                log.error("DynamoDB refuses a call", failure);
                yield new ProblemException(ProblemCode.INTERNAL_ERROR, "The request id leads to the cause.");
            }
        };
    }
}
