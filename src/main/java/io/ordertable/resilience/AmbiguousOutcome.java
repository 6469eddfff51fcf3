package io.ordertable.resilience;

/**
 * Whether an earlier attempt of the call that this thread makes may have been carried out although its answer was lost. Only
 * then can a failed condition mean that the call met its own result.
 */
public final class AmbiguousOutcome {

    private static final ThreadLocal<Boolean> POSSIBLE = ThreadLocal.withInitial(() -> false);

    private AmbiguousOutcome() {}

    /** Whether the current call is a repetition of one whose answer was lost. */
    public static boolean isPossible() {
        return POSSIBLE.get();
    }

    static void record() {
        POSSIBLE.set(true);
    }

    static void clear() {
        POSSIBLE.remove();
    }
}
