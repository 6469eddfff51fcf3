package io.ordertable.idempotency;

import java.util.Optional;

/**
 * The outcome of a request that creates something.
 *
 * @param resource what was created, as it is now
 * @param replayed whether an earlier request with the same idempotency key created it
 */
public record Created<T>(T resource, boolean replayed) {

    /** Returns the outcome of a repeated request. Throws an exception if the resource has been deleted since. */
    public static <T> Created<T> replay(Optional<T> resource) {
        return resource.map(found -> new Created<>(found, true))
                .orElseThrow(() -> Idempotency.keyReused("What this key created has been deleted since."));
    }
}
