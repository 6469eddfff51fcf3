package io.ordertable.web;

import io.ordertable.calls.Deadline;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/**
 * Takes the request's ids and deadline along to other threads that work for the same request. The only decorator: of several,
 * Spring Boot 3.5 applies none.
 */
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
