package io.ordertable.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order's status, or its placement.
 *
 * @param version the version of the order that it led to
 * @param by {@code null} if unknown, because an earlier version of this service stored it
 * @param change identifies the attempt; {@code null} if an earlier version of this service stored it
 */
record Step(
        Instant at,
        long version,
        @Nullable Actor by,
        @Nullable UUID change,
        @Nullable String reason) {

    /** Returns the step that a change makes. */
    static Step of(OrderChange change, long version) {
        return new Step(change.at(), version, Actor.of(change.by()), change.id(), change.reason());
    }
}
