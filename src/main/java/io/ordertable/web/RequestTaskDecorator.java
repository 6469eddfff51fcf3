package io.ordertable.web;

import io.ordertable.calls.Deadline;
import io.ordertable.security.QuotaAccount;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Passes the request's ids, deadline and account to other threads. The only decorator, because Spring Boot 3.5 applies none of several. */
@Component
class RequestTaskDecorator implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        Runnable carried = Deadline.carriedTo(QuotaAccount.carriedTo(task));
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
