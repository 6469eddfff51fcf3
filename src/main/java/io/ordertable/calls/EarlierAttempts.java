package io.ordertable.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** How the earlier attempts of a call failed. */
final class EarlierAttempts {

    private @Nullable SdkException last;

    /** Whether an attempt may have been carried out although it failed. */
    private boolean mayHaveSucceeded;

    /** Adds a failed attempt, and returns the exception to throw. */
    RuntimeException failed(SdkException failure) {
        SdkException before = last;
        last = failure;
        mayHaveSucceeded |= FailureKind.of(failure) == FailureKind.UNAVAILABLE;
        boolean cutOff = failure instanceof ApiCallTimeoutException && !Deadline.allows(Duration.ZERO);
        // The outcome of an attempt that was cut off is unknown, so the failure before it is the reason to report.
        return cutOff && before != null ? deadlinePassed("while repeating ", before) : failure;
    }

    /** Returns the exception to throw instead of making another attempt. */
    CallFailedException deadlinePassed() {
        return last == null
                ? new CallFailedException(FailureKind.UNAVAILABLE, "the deadline passed before the first attempt", null)
                : deadlinePassed("before another attempt of ", last);
    }

    /** Returns what the last failure means. If it was not sent, but an earlier attempt was, the outcome is unknown. */
    FailureKind meaningOf(SdkException failure) {
        FailureKind kind = FailureKind.of(failure);
        return kind == FailureKind.OVERLOADED && mayHaveSucceeded ? FailureKind.UNAVAILABLE : kind;
    }

    private static CallFailedException deadlinePassed(String when, SdkException reason) {
        return new CallFailedException(
                FailureKind.of(reason), "the deadline passed " + when + FailureDescription.of(reason), reason);
    }
}
