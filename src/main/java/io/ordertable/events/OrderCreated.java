package io.ordertable.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** An order was placed or imported. */
record OrderCreated(String eventId, OrderImage order) implements OrderEvent {

    @Override
    public String name() {
        return "order_created";
    }

    @Override
    public void writeDetails(JsonGenerator json) throws IOException {
        json.writeStringField("status", order.status());
        json.writeStringField("currency", order.currency().getCurrencyCode());
        json.writeStringField("total", order.total().toPlainString());
        json.writeStringField("created_at", Announcement.time(order.createdAt()));
    }
}
