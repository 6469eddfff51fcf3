package io.ordertable.web;

import io.ordertable.calls.Deadline;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Passes the request's ids and deadline to other threads. The only decorator, because Spring Boot 3.5 applies none of several. */
@Component
class RequestTaskDecorator implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        Map<String, String> logged = MDC.getCopyOfContextMap();
        Runnable inTime = Deadline.carriedTo(task);
        return () -> {
            MDC.setContextMap(logged == null ? Map.of() : logged);
            try {
                inTime.run();
            } finally {
                MDC.clear();
            }
        };
    }
}
