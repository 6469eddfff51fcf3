package io.ordertable.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem document as the API document describes it; {@link Problems} makes the real ones. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = OpenApiProblemSchema.NAME, description = "What went wrong (RFC 9457).")
record OpenApiProblemSchema(
        @Schema(description = "Identifies the kind of problem.")
        URI type,

        @Schema(description = "The kind of problem in a sentence.")
        String title,

        @Schema(description = "The HTTP status.", minimum = "400", maximum = "599")
        int status,

        @Schema(description = "What is wrong with this very request.")
        String detail,

        @Schema(description = "The path of the request.", format = "uri-reference") @Nullable String instance,

        ProblemCode code,

        @Schema(description = "Finds the request in the service's log.")
        String requestId,

        @Schema(description = "Where the body breaks a rule, with `VALIDATION_FAILED`.") @Nullable List<FieldProblem> errors,

        @Schema(description = "The parameter that is wrong, with `INVALID_PARAMETER`.") @Nullable String parameter,

        @Schema(description = "The current status, with `ILLEGAL_TRANSITION`.") @Nullable String from,

        @Schema(description = "The status asked for, with `ILLEGAL_TRANSITION`.") @Nullable String to,

        @Schema(description = "The statuses that can be asked for, with `ILLEGAL_TRANSITION`.") @Nullable List<String> allowed) {

    static final String NAME = "Problem";
}
