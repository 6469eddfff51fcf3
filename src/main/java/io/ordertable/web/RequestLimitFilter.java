package io.ordertable.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses what no endpoint should see: bodies over the limit, at once where their length is announced and while they are read
 * where it is not, and TRACE, which Spring would answer by echoing the request with its credentials.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RequestLimitFilter extends OncePerRequestFilter {

    private final long limit;
    private final HandlerExceptionResolver problems;

    RequestLimitFilter(
            WebProperties properties, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.limit = properties.maxBodySize().toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (HttpMethod.TRACE.matches(request.getMethod())) {
            problems.resolveException(
                    request, response, null, new HttpRequestMethodNotSupportedException(request.getMethod()));
        } else if (length > limit && !isStreamed(request)) {
            problems.resolveException(request, response, null, ContentTooLarge.limit(limit));
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null && !isStreamed(request)) {
            chain.doFilter(new LimitedRequest(request, limit), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What is streamed is limited line by line, where it is read. */
    private static boolean isStreamed(HttpServletRequest request) {
        String contentType = request.getContentType();
        return contentType != null && StringUtils.startsWithIgnoreCase(contentType, MediaType.APPLICATION_NDJSON_VALUE);
    }
}
