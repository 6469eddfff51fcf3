package io.ordertable.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;

/**
 * An event as it is sent, and where it came from.
 *
 * @param sequenceNumber the record's place in the stream
 * @param message JSON, as the event's schema says
 * @param attributes what subscribers filter by; all strings
 */
record Announcement(
        String sequenceNumber,
        String eventId,
        String eventName,
        String orderId,
        String message,
        Map<String, String> attributes) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final int TYPE_BYTES = "String".length();

    static Announcement of(String sequenceNumber, OrderEvent event) {
        OrderImage order = event.order();
        return new Announcement(
                sequenceNumber,
                event.eventId(),
                event.name(),
                order.orderId().toString(),
                messageOf(event),
                Map.of(
                        "event", event.name(),
                        "status", order.status(),
                        "currency", order.currency().getCurrencyCode()));
    }

    /** What it counts towards SNS's limit: message, and names, types and values of the attributes. */
    int bytes() {
        return utf8(message)
                + attributes.entrySet().stream()
                        .mapToInt(attribute -> utf8(attribute.getKey()) + TYPE_BYTES + utf8(attribute.getValue()))
                        .sum();
    }

    /** Returns a time as the API writes it: always with three fraction digits. */
    static String time(Instant time) {
        return MILLISECONDS.format(time);
    }

    private static String messageOf(OrderEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("schema", event.name() + "/" + event.schemaVersion());
            json.writeStringField("event_id", event.eventId());
            json.writeStringField("occurred_at", time(event.occurredAt()));
            json.writeStringField("order_id", event.order().orderId().toString());
            json.writeStringField("user_id", event.order().userId().toString());
            json.writeNumberField("version", event.order().version());
            event.writeDetails(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
