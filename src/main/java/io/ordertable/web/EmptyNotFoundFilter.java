package io.ordertable.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Writes the problem document that Spring Boot's endpoints leave out for an unknown name, as in {@code /actuator/health/nope}. Belongs
 * to the context of the operators' port alone.
 */
class EmptyNotFoundFilter extends OncePerRequestFilter {

    private final HandlerExceptionResolver problems;

    EmptyNotFoundFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_NOT_FOUND && response.getContentType() == null) {
            NoResourceFoundException unknown =
                    new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), request.getRequestURI());
            problems.resolveException(request, response, null, unknown);
        }
    }
}
