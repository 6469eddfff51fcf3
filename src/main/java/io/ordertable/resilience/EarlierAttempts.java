package io.ordertable.resilience;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** How the attempts failed that the call of this thread has behind it. */
public final class EarlierAttempts {

    private static final ThreadLocal<@Nullable EarlierAttempts> OF_CALL = new ThreadLocal<>();

    private boolean unanswered;
    private SdkException last;

    private EarlierAttempts(SdkException first) {
        this.last = first;
    }

    /**
     * Whether one of them may have been carried out although its answer was lost. Only then can a failed condition mean that the
     * call met its own result.
     */
    public static boolean mayHaveSucceeded() {
        EarlierAttempts earlier = OF_CALL.get();
        return earlier != null && earlier.unanswered;
    }

    /** What the last of them met; empty before the first has failed. */
    static Optional<SdkException> lastFailure() {
        return Optional.ofNullable(OF_CALL.get()).map(earlier -> earlier.last);
    }

    static void add(SdkException failure) {
        EarlierAttempts earlier = OF_CALL.get();
        if (earlier == null) {
            earlier = new EarlierAttempts(failure);
            OF_CALL.set(earlier);
        }
        earlier.last = failure;
        earlier.unanswered |= DatabaseFailure.of(failure) == DatabaseFailure.UNAVAILABLE;
    }

    static void forget() {
        OF_CALL.remove();
    }
}
