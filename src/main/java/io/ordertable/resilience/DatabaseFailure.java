package io.ordertable.resilience;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What a failed DynamoDB call means: whether to repeat it, and what to tell the caller. */
public enum DatabaseFailure {
    /** Too much at once, of the account, the table, a partition or an item: the same call may succeed later. */
    THROTTLED(true),
    /** No answer, or one that blames no one: the same call may succeed later, and may have been carried out already. */
    UNAVAILABLE(true),
    /** All connections of this process are in use: the call was not sent, and more attempts would make it worse. */
    OVERLOADED(false),
    /** The table is missing, access to it denied or there are no credentials: only an operator can help. */
    MISCONFIGURED(false),
    /** DynamoDB understood and refused: the same call will never succeed. */
    REFUSED(false);

    private static final Set<String> CONTENTION = Set.of(
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "ThrottlingException",
            "Throttling",
            "LimitExceededException",
            "TransactionConflictException",
            "TransactionInProgressException",
            "ReplicatedWriteConflictException");

    private static final Set<String> CONTENTION_REASONS =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "None");

    private static final Set<String> SERVER_FAULTS = Set.of(
            "InternalServerError",
            "InternalServerErrorException",
            "InternalFailure",
            "InternalError",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "RequestTimeout",
            "RequestTimeoutException");

    private static final Set<String> OPERATOR_ERRORS = Set.of(
            "ResourceNotFoundException",
            "TableNotFoundException",
            "AccessDeniedException",
            "UnrecognizedClientException",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "SubscriptionRequiredException",
            "ExpiredTokenException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "InvalidEndpointException",
            "ResourceInUseException");

    private final boolean retryable;

    DatabaseFailure(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** Classifies a failure of the SDK by DynamoDB's error code, or by the status where the code is not known. */
    public static DatabaseFailure of(SdkException failure) {
        if (failure instanceof TransactionCanceledException canceled) {
            return isContention(canceled) ? THROTTLED : REFUSED;
        }
        if (failure instanceof CredentialsUnavailable) {
            return MISCONFIGURED;
        }
        if (!(failure instanceof AwsServiceException answer)) {
            return failure.getCause() instanceof NoFreeConnection ? OVERLOADED : UNAVAILABLE;
        }
        String code = code(answer);
        if (answer.isThrottlingException() || CONTENTION.contains(code)) {
            return THROTTLED;
        }
        // The SDK corrects its clock by the answer, so that the next attempt is in time.
        if (answer.isClockSkewException()) {
            return UNAVAILABLE;
        }
        if (OPERATOR_ERRORS.contains(code)) {
            return MISCONFIGURED;
        }
        boolean blamesNoOne = code.isEmpty() || SERVER_FAULTS.contains(code) || answer.statusCode() >= 500;
        return blamesNoOne ? UNAVAILABLE : REFUSED;
    }

    /** DynamoDB's error code; empty where the answer was cut short or came from something in between. */
    private static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** Each reason stands for one item of the transaction; one that will not change makes the whole final. */
    private static boolean isContention(TransactionCanceledException canceled) {
        return canceled.hasCancellationReasons()
                && canceled.cancellationReasons().stream()
                        .map(CancellationReason::code)
                        .allMatch(code -> code != null && CONTENTION_REASONS.contains(code));
    }
}
