package io.ordertable.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
 * where it is not; TRACE, which Spring would answer by echoing the request with its credentials; and headers given twice that
 * have one value, of which Spring would use the first or a list of both.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RequestLimitFilter extends OncePerRequestFilter {

    private static final List<String> SINGLE_VALUED = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ORIGIN,
            "Idempotency-Key",
            RequestId.HEADER);

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
        Optional<String> repeated = repeatedHeader(request);
        if (repeated.isPresent()) {
            problems.resolveException(request, response, null, InvalidParameter.repeated(repeated.get()));
        } else if (HttpMethod.TRACE.matches(request.getMethod())) {
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

    private static Optional<String> repeatedHeader(HttpServletRequest request) {
        return SINGLE_VALUED.stream()
                .filter(name -> Collections.list(request.getHeaders(name)).size() > 1)
                .findFirst();
    }

    /** What is streamed is limited line by line, where it is read. */
    private static boolean isStreamed(HttpServletRequest request) {
        String contentType = request.getContentType();
        return contentType != null && StringUtils.startsWithIgnoreCase(contentType, MediaType.APPLICATION_NDJSON_VALUE);
    }
}
