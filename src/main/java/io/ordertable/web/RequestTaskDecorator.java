package io.ordertable.web;

import io.ordertable.resilience.Deadline;
import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/**
 * Takes the request's id and deadline along to other threads that work for the same request. The only decorator: of several,
 * Spring Boot 3.5 applies none.
 */
@Component
class RequestTaskDecorator implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        String id = RequestId.current();
        Runnable inTime = Deadline.carriedTo(task);
        return () -> {
            MDC.put(RequestId.MDC_KEY, id);
            try {
                inTime.run();
            } finally {
                MDC.remove(RequestId.MDC_KEY);
            }
        };
    }
}
