package io.ordertable.web;

import io.ordertable.error.CommonError;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Forbids browsers to guess the type of a response. Rejects TRACE, for which Spring would return the request with its credentials,
 * and headers given twice that have one value, of which Spring would use the first or both.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class HeaderFilter implements Filter {

    private static final List<String> SINGLE_VALUED = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ORIGIN,
            "Idempotency-Key",
            RequestId.HEADER);

    private final HandlerExceptionResolver problems;

    HeaderFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.setHeader("X-Content-Type-Options", "nosniff");
        Optional<String> repeated = repeatedHeader(request);
        if (repeated.isPresent()) {
            problems.resolveException(
                    request, response, null, CommonError.invalidParameter(repeated.get(), KnownParameters.REPEATED));
        } else if (HttpMethod.TRACE.matches(request.getMethod())) {
            problems.resolveException(
                    request, response, null, new HttpRequestMethodNotSupportedException(request.getMethod()));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<String> repeatedHeader(HttpServletRequest request) {
        return SINGLE_VALUED.stream()
                .filter(name -> isRepeated(request.getHeaders(name)))
                .findFirst();
    }

    private static boolean isRepeated(Enumeration<String> values) {
        if (values.hasMoreElements()) {
            values.nextElement();
        }
        return values.hasMoreElements();
    }
}
