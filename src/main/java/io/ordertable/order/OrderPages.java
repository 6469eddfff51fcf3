package io.ordertable.order;

import io.ordertable.table.Cursor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/** Answers with pages of orders, each with a link to the next (RFC 8288). */
final class OrderPages {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private OrderPages() {}

    /** The page, and under {@code Link} the same request for the page behind it. */
    static ResponseEntity<OrderPageResponse> respond(OrderPage page, UriComponentsBuilder request) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        Cursor next = page.next();
        if (next != null) {
            // Spring leaves a + as it is, which a query reads as a space.
            String target = request.queryParam("cursor", next.encode())
                    .encode()
                    .toUriString()
                    .replace("+", "%2B");
            response.header(HttpHeaders.LINK, "<" + target + ">; rel=\"next\"");
        }
        return response.body(OrderPageResponse.from(page));
    }
}
