package io.ordertable.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * An order was removed from the table. The service does not do that, so this is for audit.
 *
 * @param order as it was last
 * @param occurredAt DynamoDB's time, in seconds
 * @param expired whether DynamoDB's time to live removed it, and not a caller
 */
record OrderDeleted(String eventId, OrderImage order, Instant occurredAt, boolean expired) implements OrderEvent {

    @Override
    public String name() {
        return "order_deleted";
    }

    @Override
    public void writeDetails(JsonGenerator json) throws IOException {
        json.writeStringField("status", order.status());
        json.writeStringField("reason", expired ? "time_to_live" : "request");
    }
}
