package io.ordertable.web;

import io.ordertable.error.ServiceException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends the response of a request that was rejected early, and then reads what is left of its body. Otherwise the server would end
 * the connection of a client that is still sending, and the client would never read the response.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class UnreadBodyFilter extends OncePerRequestFilter {

    private final BodyReader reader;

    UnreadBodyFilter(BodyReader reader) {
        this.reader = reader;
    }

    /** Returns whether the request has a body, of a length that may be unknown. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        // A client that expects a 100 has not begun to send.
        if (hasBody(request)
                && request.getHeader(HttpHeaders.EXPECT) == null
                && !request.getInputStream().isFinished()) {
            drain(request, response);
        }
    }

    private void drain(HttpServletRequest request, HttpServletResponse response) {
        try {
            response.flushBuffer();
            reader.skip(request);
        } catch (IOException | ServiceException e) {
            logger.debug("The rest of the body was not read", e);
        }
    }
}
