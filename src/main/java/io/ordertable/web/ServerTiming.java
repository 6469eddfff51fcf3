package io.ordertable.web;

import io.ordertable.security.QuotaAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Shows in {@code Server-Timing} how long a request took and what it used of DynamoDB, if that is switched on. */
@ControllerAdvice
class ServerTiming implements WebMvcConfigurer, HandlerInterceptor, ResponseBodyAdvice<Object> {

    static final String HEADER = "Server-Timing";

    private static final String START = ServerTiming.class.getName();

    private final boolean enabled;

    ServerTiming(WebProperties properties) {
        this.enabled = properties.serverTiming();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (enabled) {
            registry.addInterceptor(this).addPathPatterns("/v1/**").order(Ordered.HIGHEST_PRECEDENCE);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute(START, System.nanoTime());
        return true;
    }

    @Override
    public boolean supports(MethodParameter type, Class<? extends HttpMessageConverter<?>> converter) {
        return enabled;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType mediaType,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest from && response instanceof ServletServerHttpResponse to) {
            show(from.getServletRequest(), to.getServletResponse());
        }
        return body;
    }

    /** Of a response without a body. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        show(request, response);
    }

    private static void show(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(START) instanceof Long start && !response.isCommitted()) {
            double millis = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            String used = QuotaAccount.usage()
                    .map(usage -> String.format(
                            Locale.ROOT,
                            ", calls;desc=\"%d\", throttled;desc=\"%d\", read;desc=\"%.1f\", write;desc=\"%.1f\"",
                            usage.calls(),
                            usage.throttled(),
                            usage.readUnits(),
                            usage.writeUnits()))
                    .orElse("");
            response.setHeader(HEADER, String.format(Locale.ROOT, "total;dur=%.1f", millis) + used);
        }
    }
}
