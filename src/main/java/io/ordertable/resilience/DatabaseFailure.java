package io.ordertable.resilience;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What a failed DynamoDB call means for the caller. */
public enum DatabaseFailure {
    /** Too much at once, of the table, a partition or an item: the same call may succeed later. */
    THROTTLED,
    /** No answer, or an answer that is no fault of the call: the same call may succeed later. */
    UNAVAILABLE,
    /** DynamoDB understood and refused: the same call will never succeed. */
    REFUSED;

    private static final Set<String> CONTENTION =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "None");

    /** Classifies a failure of the SDK. */
    public static DatabaseFailure of(SdkException failure) {
        if (!(failure instanceof AwsServiceException answer)) {
            return UNAVAILABLE;
        }
        if (answer.isThrottlingException() || isContention(answer)) {
            return THROTTLED;
        }
        boolean serverSide = answer.statusCode() >= 500 || answer instanceof InternalServerErrorException;
        return serverSide ? UNAVAILABLE : REFUSED;
    }

    private static boolean isContention(AwsServiceException answer) {
        return answer instanceof TransactionConflictException
                || answer instanceof TransactionCanceledException canceled
                        && canceled.cancellationReasons().stream()
                                .map(CancellationReason::code)
                                .allMatch(CONTENTION::contains);
    }
}
