package io.ordertable.calls;

import static java.util.Map.entry;

import io.ordertable.error.CommonError;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What the failure of an attempt means. If a transaction was canceled for several reasons, the last kind in this order decides. */
public enum FailureKind {
    /** The account, the table, an index or a partition has no capacity left. The same call may succeed later. */
    THROTTLED(true, CommonError.THROTTLED),
    /** Another transaction held an item. The same call may succeed later. */
    CONFLICT(true, CommonError.THROTTLED),
    /** There was no answer, or DynamoDB failed. The same call may succeed later, and may have been carried out already. */
    UNAVAILABLE(true, CommonError.DATABASE_UNAVAILABLE),
    /** No connection was free: the call was not sent, and further attempts would make it worse. */
    OVERLOADED(false, CommonError.OVERLOADED),
    /** The table is missing, access is denied or there are no credentials. Only an operator can help. */
    MISCONFIGURED(false, CommonError.DATABASE_UNAVAILABLE),
    /** A condition did not hold. */
    CONDITION_FAILED(false, CommonError.INTERNAL_ERROR),
    /** DynamoDB rejected the call for another reason. */
    REFUSED(false, CommonError.INTERNAL_ERROR);

    /** Error codes of calls and reasons of canceled transactions, without the suffix "Exception". */
    private static final Map<String, FailureKind> KINDS = Map.ofEntries(
            entry("ProvisionedThroughputExceeded", THROTTLED),
            entry("RequestLimitExceeded", THROTTLED),
            entry("Throttling", THROTTLED),
            entry("ThrottlingError", THROTTLED),
            entry("LimitExceeded", THROTTLED),
            entry("TransactionConflict", CONFLICT),
            entry("TransactionInProgress", CONFLICT),
            entry("ReplicatedWriteConflict", CONFLICT),
            entry("ConditionalCheckFailed", CONDITION_FAILED),
            entry("InternalServerError", UNAVAILABLE),
            entry("InternalFailure", UNAVAILABLE),
            entry("ServiceUnavailable", UNAVAILABLE),
            entry("RequestTimeout", UNAVAILABLE),
            entry("ResourceNotFound", MISCONFIGURED),
            entry("TableNotFound", MISCONFIGURED),
            entry("AccessDenied", MISCONFIGURED),
            entry("UnrecognizedClient", MISCONFIGURED),
            entry("MissingAuthenticationToken", MISCONFIGURED),
            entry("ExpiredToken", MISCONFIGURED),
            entry("InvalidSignature", MISCONFIGURED),
            entry("IncompleteSignature", MISCONFIGURED),
            entry("ResourceInUse", MISCONFIGURED));

    private final boolean retryable;
    private final CommonError error;

    FailureKind(boolean retryable, CommonError error) {
        this.retryable = retryable;
        this.error = error;
    }

    /** Returns whether the same call may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** Returns the error that clients see. */
    CommonError error() {
        return error;
    }

    /** Classifies a failure of the SDK by DynamoDB's error code, or by the HTTP status if the code is unknown. */
    public static FailureKind of(SdkException failure) {
        return switch (failure) {
            case TransactionCanceledException canceled -> ofReasons(canceled);
            case AwsServiceException answer -> ofAnswer(answer);
            default -> ofNoAnswer(failure);
        };
    }

    /** Classifies the reason for which one item canceled its transaction; {@code null} if the item did not. */
    public static @Nullable FailureKind ofReason(CancellationReason reason) {
        return "None".equals(reason.code()) ? null : ofCode(reason.code());
    }

    /** Classifies an error code. */
    public static FailureKind ofCode(@Nullable String code) {
        return code == null ? REFUSED : KINDS.getOrDefault(code.replaceFirst("Exception$", ""), REFUSED);
    }

    private static FailureKind ofReasons(TransactionCanceledException canceled) {
        if (!canceled.hasCancellationReasons()) {
            return REFUSED;
        }
        return canceled.cancellationReasons().stream()
                .map(FailureKind::ofReason)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(THROTTLED);
    }

    private static FailureKind ofAnswer(AwsServiceException answer) {
        // The SDK corrects its clock by the answer, so that the next attempt is in time.
        if (answer.isClockSkewException()) {
            return UNAVAILABLE;
        }
        String code = FailureDescription.code(answer);
        FailureKind kind = ofCode(code);
        if (kind != REFUSED) {
            return kind;
        }
        if (answer.isThrottlingException()) {
            return THROTTLED;
        }
        // An answer without a code was cut short or came from something in between.
        return code == null || code.isEmpty() || answer.statusCode() >= 500 ? UNAVAILABLE : REFUSED;
    }

    /** Looks for missing credentials in the message, because the SDK has no exception of its own for them. */
    private static FailureKind ofNoAnswer(SdkException failure) {
        if (String.valueOf(failure.getMessage()).contains("to load credentials")) {
            return MISCONFIGURED;
        }
        return failure.getCause() instanceof ConnectionRequestTimeoutException ? OVERLOADED : UNAVAILABLE;
    }
}
