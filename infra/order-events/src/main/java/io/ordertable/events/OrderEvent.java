package io.ordertable.events;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message about what happened to an order. Its JSON is what subscribers receive; each schema is among the resources. */
sealed interface OrderEvent {

    /** As in the API: UTC, always with milliseconds. */
    String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    /** Returns what all kinds have. */
    Header header();

    /**
     * What all kinds have.
     *
     * @param sequenceNumber position of the change in the stream
     * @param deduplicationId the same whenever the message is sent again
     * @param attributes what subscribers can filter by
     * @param schema name and version of the JSON Schema; the version goes up when a member changes its meaning or disappears
     * @param event the kind of the event
     * @param eventId the same in all messages about the change
     */
    record Header(
            @JsonIgnore String sequenceNumber,
            @JsonIgnore String deduplicationId,
            @JsonIgnore Map<String, String> attributes,
            String schema,
            String event,
            String eventId,
            @JsonFormat(pattern = TIME, timezone = "UTC") Instant occurredAt,
            UUID orderId,
            UUID userId,
            long version) {

        /** The message attribute with the schema. */
        static final String SCHEMA = "schema";

        /**
         * Returns the header of a further message about the same change. Its only attribute is the schema, so that no filter that was
         * written for the first message lets it pass.
         */
        Header ofSchema(String other) {
            return new Header(
                    sequenceNumber,
                    deduplicationId + "/" + other,
                    Map.of(SCHEMA, other),
                    other,
                    event,
                    eventId,
                    occurredAt,
                    orderId,
                    userId,
                    version);
        }
    }

    /** An order was placed or imported. */
    record OrderCreated(
            @JsonUnwrapped Header header,
            String status,
            Currency currency,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total,
            @JsonFormat(pattern = TIME, timezone = "UTC") Instant createdAt)
            implements OrderEvent {}

    /** The second message about an order that was placed or imported: with all members of the first one, and its contents. */
    record OrderCreatedWithContents(
            @JsonUnwrapped Header header,
            String number,
            String status,
            @JsonUnwrapped OrderContents contents,
            @JsonFormat(pattern = TIME, timezone = "UTC") Instant createdAt)
            implements OrderEvent {}

    /**
     * The status of an order changed.
     *
     * @param by {@code customer} or {@code staff}; {@code null} if an earlier version of the service changed it
     * @param payment how the order was paid, if that is known and the new status is {@code paid}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderStatusChanged(
            @JsonUnwrapped Header header,
            String number,
            String oldStatus,
            String newStatus,
            @Nullable String by,
            @Nullable Payment payment)
            implements OrderEvent {}

    /** How an order was paid. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Payment(String reference, @Nullable String method, String paidAt) {}

    /** An order was deleted from the table. The service does not do that, so this is for audits. */
    record OrderDeleted(@JsonUnwrapped Header header, String status, String reason) implements OrderEvent {}
}
