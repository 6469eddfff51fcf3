package io.ordertable.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** An order went from one status to another. */
record OrderStatusChanged(String eventId, String oldStatus, OrderImage order) implements OrderEvent {

    @Override
    public String name() {
        return "order_status_changed";
    }

    @Override
    public void writeDetails(JsonGenerator json) throws IOException {
        json.writeStringField("old_status", oldStatus);
        json.writeStringField("new_status", order.status());
    }
}
