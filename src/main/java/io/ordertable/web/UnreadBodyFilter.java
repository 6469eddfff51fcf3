package io.ordertable.web;

import io.ordertable.error.ServiceException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Sends the response of a request that was rejected early, and then reads what is left of its body. Otherwise the server would end
 * the connection of a client that is still sending, and the client would never read the response.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class UnreadBodyFilter implements Filter {

    private static final Logger log = LoggerFactory.getLogger(UnreadBodyFilter.class);

    private final BodyReader reader;

    UnreadBodyFilter(BodyReader reader) {
        this.reader = reader;
    }

    /** Returns whether the request has a body, of a length that may be unknown. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
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
            log.debug("The rest of the body was not read", e);
        }
    }
}
