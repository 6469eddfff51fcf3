package io.ordertable.security;

import io.github.bucket4j.ConsumptionProbe;
import io.ordertable.calls.CapacityListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets few requests of a caller start at once, and reserves what each costs. Rejects it with 429 if its turn does not come, or if the
 * caller's budget is used up.
 */
@Configuration(proxyBeanMethods = false)
class QuotaInterceptor implements WebMvcConfigurer, HandlerInterceptor {

    private static final String STATE = "RateLimit";
    private static final String POLICY = "RateLimit-Policy";

    private record Cost(long reads, long writes) {}

    private final Map<Method, Cost> costs = new ConcurrentHashMap<>();
    private final Refusals refusals;

    QuotaInterceptor(Refusals refusals) {
        this.refusals = refusals;
    }

    @Bean
    static CapacityListener quotaCharges() {
        return new CapacityListener() {
            @Override
            public void consumed(double readUnits, double writeUnits) {
                QuotaAccount.charge(readUnits, writeUnits);
            }

            @Override
            public void throttled() {
                QuotaAccount.countThrottled();
            }
        };
    }

    /** A request waits here before it has a permit that others need. */
    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/v1/**").order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<QuotaAccount> account = QuotaAccount.current();
        if (account.isPresent() && handler instanceof HandlerMethod operation) {
            begin(account.get(), response);
            Cost cost = costs.computeIfAbsent(operation.getMethod(), QuotaInterceptor::costOf);
            reserve(account.get().reads(), cost.reads(), response);
            reserve(account.get().writes(), cost.writes(), response);
        }
        return true;
    }

    private void begin(QuotaAccount account, HttpServletResponse response) {
        if (!account.begin()) {
            account.reads().budget().awaitRefusal();
            throw refusals.refuse("request", "You have sent too many requests at once.", 1, response);
        }
    }

    private void reserve(Charge charge, long tokens, HttpServletResponse response) {
        if (tokens == 0) {
            return;
        }
        Budget budget = charge.budget();
        ConsumptionProbe reservation = charge.reserve(tokens);
        if (!reservation.isConsumed() || budget.isLow(reservation)) {
            response.addHeader(POLICY, budget.policy());
            response.addHeader(STATE, budget.state(reservation));
        }
        if (!reservation.isConsumed()) {
            budget.awaitRefusal();
            throw refusals.refuse(
                    budget.name(),
                    "Your " + budget.name() + " budget is used up.",
                    Budget.seconds(reservation.getNanosToWaitForRefill()),
                    response);
        }
    }

    private static Cost costOf(Method operation) {
        Costs units = operation.getAnnotation(Costs.class);
        return units == null ? new Cost(0, 0) : new Cost(Budget.tokens(units.reads()), Budget.tokens(units.writes()));
    }
}
