package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertable.error.CommonError;
import io.ordertable.table.Cursor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of orders on the wire.
 *
 * @param nextCursor the {@code cursor} of the next page; {@code null} at the end of the list
 */
record OrderPageResponse(
        List<?> items, @JsonInclude @Nullable String nextCursor) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    /** Checks the parameter {@code limit}. Bean Validation would take several percent of a request for it. */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw CommonError.invalidParameter("limit", "must be from 1 to " + MAX_LIMIT);
        }
    }

    /** Returns 200 with the page, and a {@code Link} to the next one (RFC 8288). */
    static ResponseEntity<OrderPageResponse> of(
            OrderPage page, Function<Order, ?> response, UriComponentsBuilder request) {
        List<?> items = page.orders().stream().map(response).toList();
        Cursor next = page.next();
        if (next == null) {
            return ResponseEntity.ok(new OrderPageResponse(items, null));
        }
        String cursor = next.encode();
        // Spring leaves a + as it is, which a query reads as a space.
        String target =
                request.queryParam("cursor", cursor).encode().toUriString().replace("+", "%2B");
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + target + ">; rel=\"next\"")
                .body(new OrderPageResponse(items, cursor));
    }
}
