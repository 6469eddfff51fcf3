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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Receives the body before the request gets its deadline, so that a slow sender spends nothing but its own connection. Rejects
 * bodies that are too large or too slow.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyFilter implements Filter {

    private final BodyReader reader;
    private final HandlerExceptionResolver problems;

    BodyFilter(BodyReader reader, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.reader = reader;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        if (!UnreadBodyFilter.hasBody(request) || isStreamed(request)) {
            chain.doFilter(request, response);
        } else {
            try (BodyReader.Body body = reader.read(request)) {
                chain.doFilter(new ReceivedRequest(request, body.content()), response);
            } catch (ServiceException e) {
                problems.resolveException(request, response, null, e);
            }
        }
    }

    /** A stream is limited line by line by the code that reads it. */
    private static boolean isStreamed(HttpServletRequest request) {
        String contentType = request.getContentType();
        return contentType != null && StringUtils.startsWithIgnoreCase(contentType, MediaType.APPLICATION_NDJSON_VALUE);
    }
}
