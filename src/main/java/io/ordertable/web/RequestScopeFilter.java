package io.ordertable.web;

import io.ordertable.calls.CallsProperties;
import io.ordertable.calls.Deadline;
import io.ordertable.security.Quotas;
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

/** Gives every HTTP request its deadline, and the account that pays for it, once its body has been received. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class RequestScopeFilter implements Filter {

    private final Duration limit;
    private final Quotas quotas;

    RequestScopeFilter(CallsProperties properties, Quotas quotas) {
        this.limit = properties.deadline();
        this.quotas = quotas;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Deadline.within(
                    limit,
                    () -> quotas.chargeCaller(() -> {
                        chain.doFilter(request, response);
                        return true;
                    }));
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
