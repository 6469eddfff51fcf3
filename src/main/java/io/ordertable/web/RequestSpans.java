package io.ordertable.web;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Describes requests in traces by method, route and status, named as OpenTelemetry does. Spring would add the path and the messages of
 * exceptions, which can contain personal data.
 */
class RequestSpans extends PropagatingReceiverTracingObservationHandler<ServerRequestObservationContext> {

    RequestSpans(Tracer tracer, Propagator propagator) {
        super(tracer, propagator);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext;
    }

    /** Does nothing, because {@link #tagSpan} adds the type of the exception. */
    @Override
    public void onError(ServerRequestObservationContext context) {}

    @Override
    public void tagSpan(ServerRequestObservationContext context, Span span) {
        String method = methodOf(context.getCarrier().getMethod());
        span.tag("http.request.method", method);
        String route = routeOf(context.getPathPattern());
        if (route != null) {
            span.tag("http.route", route);
        }
        HttpServletResponse response = context.getResponse();
        if (response != null) {
            span.tag("http.response.status_code", response.getStatus());
            if (response.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
                fail(context.getError(), response.getStatus(), span);
            }
        }
        context.setContextualName(route == null ? method : method + " " + route);
    }

    private static void fail(@Nullable Throwable error, int status, Span span) {
        span.tag(
                "error.type",
                error == null ? String.valueOf(status) : error.getClass().getName());
        // Micrometer would take the exception's message along.
        OtelSpan.toOtel(span).setStatus(StatusCode.ERROR);
    }

    private static @Nullable String routeOf(@Nullable String pattern) {
        return pattern == null ? null : WebConfiguration.plainPath(pattern);
    }

    /** Clients may send anything as a method. */
    private static String methodOf(String method) {
        return Arrays.asList(HttpMethod.values()).contains(HttpMethod.valueOf(method)) ? method : "_OTHER";
    }
}
