package io.ordertable.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** The body that takes an order to another status. */
@Schema(name = "ChangeStatus", description = "The status that an order is to have.")
record ChangeStatusRequest(
        @Schema(example = "paid") @NotNull OrderStatus status) {}
