package io.ordertable.web;

import io.ordertable.resilience.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import software.amazon.awssdk.core.exception.SdkException;

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

    /** What the failure means for the caller. The log has the cause. */
    public static ProblemException from(SdkException failure) {
        return switch (DatabaseFailure.of(failure)) {
            case THROTTLED -> {
                log.warn("DynamoDB throttles: {}", failure.getMessage());
                yield throttled();
            }
            case UNAVAILABLE -> {
                log.error("DynamoDB is unavailable", failure);
                yield new DatabaseProblem(ProblemCode.DATABASE_UNAVAILABLE);
            }
            case REFUSED -> {
                log.error("DynamoDB refuses a call", failure);
                yield new ProblemException(ProblemCode.INTERNAL_ERROR, "The request id leads to the cause.");
            }
        };
    }
}
