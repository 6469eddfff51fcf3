package io.ordertable.calls;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** How the earlier attempts of a call failed. */
public final class EarlierAttempts {

    private @Nullable SdkException last;
    private boolean mayHaveSucceeded;

    EarlierAttempts() {}

    /**
     * Returns whether one of them may have been carried out although its answer was lost. Only then can a failed condition mean that
     * the call met its own result.
     */
    public boolean mayHaveSucceeded() {
        return mayHaveSucceeded;
    }

    /** Adds a failed attempt, and returns the exception to be thrown for it. */
    RuntimeException failed(SdkException failure) {
        SdkException before = last;
        last = failure;
        mayHaveSucceeded |= FailureKind.of(failure) == FailureKind.UNAVAILABLE;
        boolean cutOff = failure instanceof ApiCallTimeoutException && !Deadline.allows(Duration.ZERO);
        // The outcome of an attempt that was cut off is unknown; the failure before it is the reason to report.
        return cutOff && before != null ? deadlinePassed("while repeating ", before) : failure;
    }

    /** Returns the exception for an attempt that cannot begin any more. */
    CallFailedException deadlinePassed() {
        return last == null
                ? new CallFailedException(FailureKind.UNAVAILABLE, "the deadline passed before the first attempt", null)
                : deadlinePassed("before another attempt of ", last);
    }

    /** Returns what the last failure means. That it was not sent is no answer if an earlier attempt may have been carried out. */
    FailureKind meaningOf(SdkException failure) {
        FailureKind kind = FailureKind.of(failure);
        return kind == FailureKind.OVERLOADED && mayHaveSucceeded ? FailureKind.UNAVAILABLE : kind;
    }

    private static CallFailedException deadlinePassed(String when, SdkException reason) {
        return new CallFailedException(
                FailureKind.of(reason), "the deadline passed " + when + FailureDescription.of(reason), reason);
    }
}
