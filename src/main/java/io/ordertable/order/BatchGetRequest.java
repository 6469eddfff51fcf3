package io.ordertable.order;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** The body that asks for many orders. */
@Schema(name = "BatchGet", description = "The orders to be read.")
record BatchGetRequest(
        @NotNull @Size(min = 1, max = OrderBatchRepository.MAX_READ) List<@NotNull @Valid KeyRequest> keys) {

    List<OrderKey> toKeys() {
        return keys.stream().map(KeyRequest::toKey).distinct().toList();
    }

    /** Names one order. */
    @Schema(name = "BatchGetKey", description = "Names an order.")
    record KeyRequest(@NotNull UUID userId, @NotNull UUID orderId) {

        OrderKey toKey() {
            return new OrderKey(userId, orderId);
        }
    }
}
