package io.ordertable.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Opens the account that pays for a request, once its caller is known. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 35)
class QuotaFilter implements Filter {

    private final Quotas quotas;

    QuotaFilter(Quotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<QuotaAccount> account =
                SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                        ? quotas.account(token.getPrincipal())
                        : Optional.empty();
        if (account.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            account.get().payFor(() -> {
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
