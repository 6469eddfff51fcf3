package io.ordertable.order;

import io.ordertable.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of an order that a caller asks for.
 *
 * @param id unique to this attempt, which recognizes its own change by it
 * @param at when it happens, to the millisecond
 * @param to the new status; {@code null} if it stays
 * @param reason why the status changes
 * @param metadata the entries to set, and without a value those to remove
 */
record OrderChange(
        UUID id,
        Instant at,
        Caller by,
        @Nullable OrderStatus to,
        @Nullable String reason,
        @Nullable Payment payment,
        @Nullable Shipment shipment,
        Map<String, Optional<String>> metadata) {

    /** Returns whether it is a step of the state machine alone, which one conditional write can make without reading the order. */
    boolean isStep() {
        return to != null && metadata.isEmpty();
    }

    /** Returns the lines that the shipment names; none if it contains everything that is left. */
    List<Shipment.Line> shippedLines() {
        return shipment == null ? List.of() : Objects.requireNonNullElse(shipment.lines(), List.of());
    }

    /** Returns the metadata after the change (RFC 7396). */
    Map<String, String> applyTo(Map<String, String> before) {
        if (metadata.isEmpty()) {
            return before;
        }
        Map<String, String> after = new TreeMap<>(before);
        metadata.forEach((key, value) -> value.ifPresentOrElse(text -> after.put(key, text), () -> after.remove(key)));
        if (after.size() > Order.MAX_METADATA) {
            throw OrderError.tooMuchMetadata();
        }
        return after;
    }
}
