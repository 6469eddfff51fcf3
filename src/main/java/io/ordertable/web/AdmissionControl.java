package io.ordertable.web;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limiter.AbstractLimiter;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.ordertable.calls.DynamoDbCalls;
import io.ordertable.calls.Pace;
import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Refuses requests beyond the {@link AdmissionLimit} of their priority. A request has a permit from the moment at which its body has been
 * received until its response is sent, so that slow clients need none.
 */
@ControllerAdvice
class AdmissionControl implements WebMvcConfigurer, HandlerInterceptor, ResponseBodyAdvice<Object> {

    private static final String PERMIT = AdmissionControl.class.getName();

    /** For one processor, of which refusals then take up to a tenth. */
    private static final Duration REFUSAL = Duration.ofMillis(2);

    private final Map<Method, Priority> priorities = new ConcurrentHashMap<>();
    private final Pace refusals =
            new Pace(REFUSAL.dividedBy(Runtime.getRuntime().availableProcessors()));
    private final PriorityLimiter limiter;
    private final MeterProvider<Counter> refused;

    AdmissionControl(AdmissionLimit limit, DynamoDbCalls calls, MeterRegistry registry) {
        this.limiter = new PriorityLimiter(limit, calls);
        this.refused = Counter.builder("admission.refused")
                .description("Requests beyond the limit")
                .withRegistry(registry);
        Gauge.builder("admission.limit", limit, AdmissionLimit::getLimit)
                .description("Requests that may be handled at once")
                .register(registry);
        Gauge.builder("admission.requests", limiter, PriorityLimiter::active)
                .description("Requests that are being handled")
                .register(registry);
        TimeGauge.builder("admission.wait", limit, TimeUnit.NANOSECONDS, AdmissionLimit::recentWait)
                .description("How long threads wait for a processor")
                .register(registry);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/v1/**").order(Ordered.HIGHEST_PRECEDENCE + 1);
    }

    /** Returns whether requests of the highest priority are admitted. */
    boolean admitsAny() {
        return limiter.admits(Priority.READ);
    }

    /** Refuses a request of which nothing is known yet. Returns in which time to respond to it. */
    Duration refuseAny() {
        refused.withTag("priority", "any").increment();
        return refusals.nextTurn();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod operation) {
            Priority priority =
                    priorities.computeIfAbsent(operation.getMethod(), method -> priorityOf(operation, request));
            Limiter.Listener permit = limiter.acquire(priority).orElseThrow(() -> refusal(priority));
            request.setAttribute(PERMIT, permit);
            // It lasts as long as its client sends. How many run is limited where they run.
            if (priority == Priority.IMPORT) {
                release(request);
            }
        }
        return true;
    }

    private static Priority priorityOf(HandlerMethod operation, HttpServletRequest request) {
        RequestPriority given = operation.getMethodAnnotation(RequestPriority.class);
        if (given != null) {
            return given.value();
        }
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Priority.READ;
            case "POST" -> Priority.CREATION;
            default -> Priority.CHANGE;
        };
    }

    /** Refuses at once, but no more often than costs little: it takes half as long as a read, and clients come back at once. */
    private ServiceException refusal(Priority priority) {
        refused.withTag("priority", priority.name().toLowerCase(Locale.ROOT)).increment();
        refusals.await();
        return new ServiceException(CommonError.OVERLOADED, "The service is handling too many requests at once.");
    }

    @Override
    public boolean supports(MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest exchange) {
            release(exchange.getServletRequest());
        }
        return body;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        release(request);
    }

    private static void release(HttpServletRequest request) {
        if (request.getAttribute(PERMIT) instanceof Limiter.Listener permit) {
            request.removeAttribute(PERMIT);
            // Whether the request succeeded and how long it took says nothing about the process.
            permit.onIgnore();
        }
    }

    private static final class PriorityLimiter extends AbstractLimiter<Priority> {

        private final DynamoDbCalls calls;

        PriorityLimiter(AdmissionLimit limit, DynamoDbCalls calls) {
            super(SimpleLimiter.newBuilder().limit(limit));
            this.calls = calls;
        }

        @Override
        public Optional<Listener> acquire(Priority priority) {
            return admits(priority) ? Optional.of(createListener()) : createRejectedListener();
        }

        boolean admits(Priority priority) {
            return priority.admits(active(), getLimit());
        }

        /** Leaves out requests that wait to repeat a call. While a partition throttles, there may be hundreds. */
        int active() {
            return getInflight() - calls.waiting();
        }
    }
}
