package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonValue;
import io.ordertable.error.ErrorCode;
import io.ordertable.error.ServiceException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one line of an import.
 *
 * @param line the number of the line, from 1
 * @param userId {@code null} if the line was rejected, like the order's id
 * @param code the error code, unless the order was created
 * @param errors the rules that the line breaks, with {@code VALIDATION_FAILED}
 */
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

    /** Returns the result for a line that can never be stored. */
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

    /** Returns the result for a valid line that was not stored, or whose outcome is unknown. */
    static ImportResult failed(long line, Order order, ErrorCode code, String detail) {
        return new ImportResult(line, Outcome.FAILED, order.userId(), order.orderId(), code.name(), detail, null);
    }

    /** Outcomes of a line. */
    enum Outcome {
        /** The order is stored. */
        CREATED,
        /** The line is invalid; nothing was stored. */
        REJECTED,
        /** The line is valid, but the order was not stored, or the outcome is unknown. */
        FAILED;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
