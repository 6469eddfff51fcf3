package io.ordertable.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** What happened to an order. Its JSON is what subscribers receive; each kind has a JSON Schema among the resources. */
sealed interface OrderEvent {

    /** As in the API: UTC, always with milliseconds. */
    String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    /** Returns what all kinds have. */
    Header header();

    /**
     * What all kinds have.
     *
     * @param sequenceNumber position of the change in the stream
     * @param attributes what subscribers can filter by
     * @param schema name and version of the JSON Schema; the version goes up when a member changes its meaning or disappears
     * @param event the kind of the event
     * @param eventId the same whenever the change is delivered again
     */
    record Header(
            @JsonIgnore String sequenceNumber,
            @JsonIgnore Map<String, String> attributes,
            String schema,
            String event,
            String eventId,
            @JsonFormat(pattern = TIME, timezone = "UTC") Instant occurredAt,
            UUID orderId,
            UUID userId,
            long version) {}

    /** An order was placed or imported. */
    record OrderCreated(
            @JsonUnwrapped Header header,
            String status,
            Currency currency,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total,
            @JsonFormat(pattern = TIME, timezone = "UTC") Instant createdAt)
            implements OrderEvent {}

    /** The status of an order changed. */
    record OrderStatusChanged(@JsonUnwrapped Header header, String oldStatus, String newStatus) implements OrderEvent {}

    /** An order was deleted from the table. The service does not do that, so this is for audits. */
    record OrderDeleted(@JsonUnwrapped Header header, String status, String reason) implements OrderEvent {}
}
