package io.ordertable.order;

import io.ordertable.web.LongLists;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** The body that asks for many orders. */
@Schema(name = "BatchGet", description = "The orders to be read.")
record BatchGetRequest(
        @NotNull @Size(min = 1, max = BatchGetRequest.MAX_KEYS) List<@NotNull @Valid KeyRequest> keys) {

    private static final int MAX_KEYS = 100;

    BatchGetRequest {
        keys = LongLists.cut(keys, MAX_KEYS);
    }

    List<OrderKey> toKeys() {
        return keys.stream().map(KeyRequest::toKey).distinct().toList();
    }

    /** Names one order. */
    @Schema(name = "BatchGetKey", description = "Names an order.")
    record KeyRequest(
            @Schema(description = "Who placed the order.", example = "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e") @NotNull UUID userId,

            @Schema(description = "The order's id.", example = "0196f0c4-2f00-7a11-9c00-0a1b2c3d4e5f") @NotNull UUID orderId) {

        OrderKey toKey() {
            return new OrderKey(userId, orderId);
        }
    }
}
