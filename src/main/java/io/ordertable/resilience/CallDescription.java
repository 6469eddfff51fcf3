package io.ordertable.resilience;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says which call failed. Added to the SDK's exception as a suppressed one, because that only says how a call failed. The text is
 * composed when somebody reads it: most failures are expected, and nobody does.
 */
public final class CallDescription extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<String> text;

    private CallDescription(Supplier<String> text) {
        super(null, null, false, false);
        this.text = text;
    }

    /** Adds the description of the failed call to its exception. */
    public static void addTo(Throwable failure, Supplier<String> text) {
        failure.addSuppressed(new CallDescription(text));
    }

    /** Puts the description before a text about the failure. A call that failed before it was sent may have none. */
    static String before(String text, Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(CallDescription.class::isInstance)
                .map(description -> description.getMessage() + ": " + text)
                .findFirst()
                .orElse(text);
    }

    @Override
    public @Nullable String getMessage() {
        return text.get();
    }
}
