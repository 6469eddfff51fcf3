package io.ordertable.web;

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
 * Reads what was left of a body when the response was found. Otherwise the server ends the connection, under a client that may
 * still be sending and so never read the response, or that sends its next request on the same connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class UnreadBodyFilter extends OncePerRequestFilter {

    private final long limit;

    UnreadBodyFilter(WebProperties properties) {
        this.limit = properties.maxBodySize().toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (hasBody(request)) {
            readOn(request);
        }
    }

    /** A client that expects leave to send its body has not sent it yet. */
    private static boolean hasBody(HttpServletRequest request) {
        return (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null)
                && request.getHeader(HttpHeaders.EXPECT) == null;
    }

    private void readOn(HttpServletRequest request) {
        try {
            request.getInputStream().skip(limit);
        } catch (IOException | ProblemException e) {
            logger.debug("The body cannot be read to its end", e);
        }
    }
}
