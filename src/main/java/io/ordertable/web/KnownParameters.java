package io.ordertable.web;

import io.ordertable.error.CommonError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Rejects query parameters that are unknown or given twice, as members of bodies are. */
class KnownParameters implements HandlerInterceptor {

    /** The rule for parameters and headers that have one value. */
    static final String REPEATED = "must not be given more than once";

    private final Map<Method, Set<String>> names = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null
                && !HttpMethod.OPTIONS.matches(request.getMethod())
                && handler instanceof HandlerMethod operation) {
            Set<String> known = names.computeIfAbsent(operation.getMethod(), KnownParameters::namesOf);
            request.getParameterMap().forEach((name, values) -> check(name, values.length, known));
        }
        return true;
    }

    private static void check(String name, int count, Set<String> known) {
        if (!known.contains(name)) {
            throw CommonError.invalidParameter(name, ValueRules.unknown("parameter", known));
        }
        if (count > 1) {
            throw CommonError.invalidParameter(name, REPEATED);
        }
    }

    private static Set<String> namesOf(Method operation) {
        return Arrays.stream(operation.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(KnownParameters::nameOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String nameOf(Parameter parameter) {
        RequestParam annotation = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
        return annotation == null || annotation.name().isEmpty() ? parameter.getName() : annotation.name();
    }
}
