package io.ordertable.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/** A change of an order that other services hear of. */
sealed interface OrderEvent permits OrderCreated, OrderStatusChanged, OrderDeleted {

    /** What the event is called; the first part of its schema's name. */
    String name();

    /** The second part of its schema's name; goes up when a member changes its meaning or disappears. */
    default int schemaVersion() {
        return 1;
    }

    /** Tells events apart; the same one when the stream's record is delivered again. */
    String eventId();

    /** When the change was made. */
    default Instant occurredAt() {
        return order().updatedAt();
    }

    /** The order after the change; before it where there is none after it. */
    OrderImage order();

    /** Writes the members that only this kind of event has. */
    void writeDetails(JsonGenerator json) throws IOException;
}
