package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ordertable.web.ProblemCode;
import io.ordertable.web.ProblemException;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
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
 * @param errors where it breaks a rule, for {@link ProblemCode#VALIDATION_FAILED}
 */
@Schema(name = "ImportResult", description = "What became of one line of an import.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResult(
        @Schema(description = "The line's number, from 1.", minimum = "1")
        long line,

        @Schema(
                description =
                        "`created`: stored. `rejected`: not stored, and cannot be as it is. `failed`: good, but not stored, or no one can tell.")
        Outcome result,

        @Schema(description = "Whose order it is, where that could be read.") @Nullable UUID userId,

        @Schema(description = "The order's id, where it was given one.") @Nullable UUID orderId,

        @Nullable ProblemCode code,

        @Schema(description = "Why it was not stored.") @Nullable String detail,

        @ArraySchema(
                arraySchema =
                        @Schema(types = "array", description = "Where it breaks a rule, with `VALIDATION_FAILED`."),
                schema = @Schema(ref = "FieldProblem"))
        @Nullable Object errors) {

    static ImportResult created(long line, Order order) {
        return new ImportResult(line, Outcome.CREATED, order.userId(), order.orderId(), null, null, null);
    }

    /** The line cannot be stored as it is. */
    static ImportResult rejected(long line, ProblemException problem) {
        return new ImportResult(
                line,
                Outcome.REJECTED,
                null,
                null,
                problem.code(),
                problem.detail(),
                problem.members().get("errors"));
    }

    /** The line is good, but was not stored, or no one can tell. */
    static ImportResult failed(long line, Order order, ProblemCode code, String detail) {
        return new ImportResult(line, Outcome.FAILED, order.userId(), order.orderId(), code, detail, null);
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
