package io.ordertable.resilience;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every HTTP request its deadline. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class DeadlineFilter extends OncePerRequestFilter {

    private final Duration limit;

    DeadlineFilter(ResilienceProperties properties) {
        this.limit = properties.deadline();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Deadline.bind(limit.isZero() ? null : System.nanoTime() + limit.toNanos());
        try {
            chain.doFilter(request, response);
        } finally {
            Deadline.bind(null);
        }
    }
}
