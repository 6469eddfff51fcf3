package io.ordertable.resilience;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives every HTTP request its deadline, once its body has been received. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class DeadlineFilter implements Filter {

    private final Duration limit;

    DeadlineFilter(ResilienceProperties properties) {
        this.limit = properties.deadline();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Deadline.bind(limit.isZero() ? null : System.nanoTime() + limit.toNanos());
        try {
            chain.doFilter(request, response);
        } finally {
            Deadline.bind(null);
        }
    }
}
