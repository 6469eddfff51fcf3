package io.ordertable.web;

import io.micrometer.tracing.CurrentTraceContext;
import io.ordertable.calls.Deadline;
import io.ordertable.security.QuotaAccount;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Passes the request's ids, deadline, account and span to other threads. The only decorator, because Spring Boot 3.5 applies none of several. */
@Component
class RequestTaskDecorator implements TaskDecorator {

    private final UnaryOperator<Runnable> withSpan;

    /** {@code traces} has none if they are off. */
    RequestTaskDecorator(ObjectProvider<CurrentTraceContext> traces) {
        CurrentTraceContext context = traces.getIfAvailable();
        this.withSpan = context == null ? UnaryOperator.identity() : context::wrap;
    }

    @Override
    public Runnable decorate(Runnable task) {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        Runnable carried = withSpan.apply(Deadline.carriedTo(QuotaAccount.carriedTo(task)));
        return () -> {
            MDC.setContextMap(logged == null ? Map.of() : logged);
            try {
                carried.run();
            } finally {
                MDC.clear();
            }
        };
    }
}
