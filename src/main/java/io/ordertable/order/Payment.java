package io.ordertable.order;

import io.ordertable.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an order was paid.
 *
 * @param reference the id of the payment at the payment provider
 * @param method such as {@code card}
 * @param paidAt {@code null} in a request means the time of the request
 */
record Payment(
        @NotNull @PlainText @Size(min = 1, max = 200) String reference,
        @Nullable @PlainText @Size(min = 1, max = 100) String method,
        @Nullable Instant paidAt) {

    /** Returns the same payment with a time. */
    Payment completed(Instant now) {
        return paidAt == null ? new Payment(reference, method, now) : this;
    }
}
