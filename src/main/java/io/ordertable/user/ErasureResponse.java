package io.ordertable.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far an erasure is, on the wire. */
record ErasureResponse(
        UUID userId,
        State state,
        long ordersChecked,
        long ordersErased,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    static ErasureResponse from(Erasure erasure) {
        return new ErasureResponse(
                erasure.userId(),
                erasure.finishedAt() == null ? State.RUNNING : State.COMPLETED,
                erasure.ordersChecked(),
                erasure.ordersErased(),
                erasure.startedAt(),
                erasure.finishedAt());
    }

    enum State {
        RUNNING,
        COMPLETED;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
