package io.ordertable.web;

import io.ordertable.calls.CallsProperties;
import io.ordertable.calls.Deadline;
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

    DeadlineFilter(CallsProperties properties) {
        this.limit = properties.deadline();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Deadline.within(limit, () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
