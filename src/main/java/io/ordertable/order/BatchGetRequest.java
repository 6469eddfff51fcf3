package io.ordertable.order;

import io.ordertable.web.LongLists;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** The body that requests many orders. */
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
    record KeyRequest(@NotNull UUID userId, @NotNull UUID orderId) {

        OrderKey toKey() {
            return new OrderKey(userId, orderId);
        }
    }
}
