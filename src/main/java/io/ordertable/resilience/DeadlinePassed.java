package io.ordertable.resilience;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The request's deadline passed before an attempt could begin, or during one after others had failed. */
class DeadlinePassed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private DeadlinePassed(String message, @Nullable SdkException earlier) {
        super(message, earlier, false, false);
    }

    /** Creates the exception in place of an attempt. */
    static DeadlinePassed beforeAttempt() {
        Optional<SdkException> earlier = EarlierAttempts.lastFailure();
        return new DeadlinePassed(
                earlier.map(failure -> "the deadline passed before another attempt of " + FailureText.of(failure))
                        .orElse("the deadline passed before the first attempt"),
                earlier.orElse(null));
    }

    /** Creates the exception for an attempt whose outcome is unknown. It reports the failure of the attempt before it. */
    static DeadlinePassed after(SdkException earlier) {
        return new DeadlinePassed("the deadline passed while repeating " + FailureText.of(earlier), earlier);
    }

    /** What used up the time. */
    DatabaseFailure reason() {
        return getCause() instanceof SdkException earlier ? DatabaseFailure.of(earlier) : DatabaseFailure.UNAVAILABLE;
    }
}
