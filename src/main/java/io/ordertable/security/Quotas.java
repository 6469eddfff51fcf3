package io.ordertable.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.TimeMeter;
import java.util.concurrent.Semaphore;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The budgets of callers on this instance. Those of callers that were not seen for long are dropped, and start again full. */
@Component
public class Quotas {

    private static final int MAX_CALLERS = 20_000;

    private record Budgets(Budget reads, Budget writes, Semaphore requests) {}

    private final LoadingCache<Caller, Budgets> callers =
            Caffeine.newBuilder().maximumSize(MAX_CALLERS).build(this::budgets);

    private final QuotaProperties properties;

    Quotas(QuotaProperties properties) {
        this.properties = properties;
    }

    /** Handles the current request on an account of its caller, if it has one and there are quotas. */
    public <R, X extends Throwable> R chargeCaller(ScopedValue.CallableOp<R, X> request) throws X {
        if (properties.enabled()
                && SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token) {
            Budgets budgets = callers.get(token.getPrincipal());
            return new QuotaAccount(budgets.reads(), budgets.writes(), budgets.requests()).payFor(request);
        }
        return request.call();
    }

    private Budgets budgets(Caller caller) {
        int reads = caller.staff() ? properties.staffReads() : properties.customerReads();
        int writes = caller.staff() ? properties.staffWrites() : properties.customerWrites();
        int requests = caller.staff() ? properties.staffRequests() : properties.customerRequests();
        return new Budgets(budget("read", reads), budget("write", writes), new Semaphore(requests, true));
    }

    private Budget budget(String name, int unitsPerSecond) {
        return new Budget(name, unitsPerSecond, properties.burst(), TimeMeter.SYSTEM_NANOTIME);
    }
}
