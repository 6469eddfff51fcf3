package io.ordertable.metrics;

import io.ordertable.resilience.DatabaseFailure;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** How an attempt ended. */
enum Outcome {
    /** DynamoDB did it. */
    SUCCESS,
    /** More than the table, an index, a partition or the account may take. */
    THROTTLED,
    /** Another write was first, or a condition did not hold: part of normal work. */
    CONFLICT,
    /** DynamoDB refused for another reason: the request, the permissions, the table. */
    CLIENT_ERROR,
    /** DynamoDB failed. */
    SERVER_ERROR,
    /** No answer: connection, time-out. */
    IO_ERROR,
    /** Not sent, because no connection was free. */
    OVERLOADED;

    private static final Set<String> CONFLICTS = Set.of(
            "ConditionalCheckFailedException",
            "TransactionConflictException",
            "TransactionInProgressException",
            "ReplicatedWriteConflictException");

    private static final Set<String> CONFLICT_REASONS = Set.of("ConditionalCheckFailed", "TransactionConflict");

    private final String tag = name().toLowerCase(Locale.ROOT);

    /** The name in meters. */
    String tag() {
        return tag;
    }

    /** Classifies a failed attempt. */
    static Outcome of(Throwable failure) {
        if (failure instanceof TransactionCanceledException canceled) {
            return ofCancellation(canceled);
        }
        if (failure instanceof AwsServiceException answer
                && answer.awsErrorDetails() != null
                && CONFLICTS.contains(answer.awsErrorDetails().errorCode())) {
            return CONFLICT;
        }
        return failure instanceof SdkException e ? ofFailure(e) : IO_ERROR;
    }

    private static Outcome ofFailure(SdkException failure) {
        return switch (DatabaseFailure.of(failure)) {
            case THROTTLED -> THROTTLED;
            case UNAVAILABLE -> failure instanceof AwsServiceException ? SERVER_ERROR : IO_ERROR;
            case OVERLOADED -> OVERLOADED;
            case MISCONFIGURED, REFUSED -> CLIENT_ERROR;
        };
    }

    private static Outcome ofCancellation(TransactionCanceledException canceled) {
        if (canceled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .anyMatch(CONFLICT_REASONS::contains)) {
            return CONFLICT;
        }
        return ofFailure(canceled);
    }
}
