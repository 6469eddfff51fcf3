package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ordertable.error.ErrorCode;
import io.ordertable.error.ServiceException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one line of an import.
 *
 * @param line its number, from 1
 * @param result what became of it
 * @param userId whose order it is, where that could be read
 * @param orderId the order's id, where it was given one
 * @param code why it was not stored
 * @param detail the same for people
 * @param errors where it breaks a rule, for {@code VALIDATION_FAILED}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResult(
        long line,
        Outcome result,
        @Nullable UUID userId,
        @Nullable UUID orderId,
        @Nullable String code,
        @Nullable String detail,
        @Nullable Object errors) {

    static ImportResult created(long line, Order order) {
        return new ImportResult(line, Outcome.CREATED, order.userId(), order.orderId(), null, null, null);
    }

    /** The line cannot be stored as it is. */
    static ImportResult rejected(long line, ServiceException problem) {
        return new ImportResult(
                line,
                Outcome.REJECTED,
                null,
                null,
                problem.code().name(),
                problem.detail(),
                problem.members().get("errors"));
    }

    /** The line is good, but was not stored, or no one can tell. */
    static ImportResult failed(long line, Order order, ErrorCode code, String detail) {
        return new ImportResult(line, Outcome.FAILED, order.userId(), order.orderId(), code.name(), detail, null);
    }

    /** What can become of a line. */
    enum Outcome {
        /** The order is stored. */
        CREATED,
        /** The line cannot be stored as it is; nothing was. */
        REJECTED,
        /** The line is good, but the database did not take it. */
        FAILED;

        /** The outcome's name on the wire. */
        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
