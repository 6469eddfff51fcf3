package io.ordertable.web;

import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Takes the request id along to other threads that work for the same request. */
@Component
class RequestIdTaskDecorator implements TaskDecorator {

    @Override
    public Runnable decorate(Runnable task) {
        String id = RequestId.current();
        return () -> {
            MDC.put(RequestId.MDC_KEY, id);
            try {
                task.run();
            } finally {
                MDC.remove(RequestId.MDC_KEY);
            }
        };
    }
}
