package io.ordertable.metrics;

import io.ordertable.calls.FailureKind;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

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

    private final String tag = name().toLowerCase(Locale.ROOT);

    /** The name in meters. */
    String tag() {
        return tag;
    }

    /** Classifies a failed attempt. */
    static Outcome of(Throwable failure) {
        if (!(failure instanceof SdkException e)) {
            return IO_ERROR;
        }
        return switch (FailureKind.of(e)) {
            case THROTTLED -> THROTTLED;
            case CONFLICT, CONDITION_FAILED -> CONFLICT;
            case UNAVAILABLE -> e instanceof AwsServiceException ? SERVER_ERROR : IO_ERROR;
            case OVERLOADED -> OVERLOADED;
            case MISCONFIGURED, REFUSED -> CLIENT_ERROR;
        };
    }
}
