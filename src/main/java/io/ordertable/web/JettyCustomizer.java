package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.calls.CallsProperties;
import io.ordertable.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/** Configures what Boot has no properties for: limits of connections, and problem documents for requests that are not valid HTTP. */
@Component
class JettyCustomizer implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    /** Connections that the kernel keeps until the server accepts them. The kernel has a limit of its own, usually 4096. */
    private static final int BACKLOG = 1024;

    /** When unused connections are closed to make room for others, once there are as many as allowed. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(1);

    /** How much longer than a request an unused connection may hold up the shutdown. */
    private static final Duration SHUTDOWN_MARGIN = Duration.ofSeconds(2);

    private final WebProperties web;
    private final CallsProperties calls;
    private final ObjectMapper mapper;
    private final CorsConfiguration cors;
    private final AdmissionControl admission;

    JettyCustomizer(
            WebProperties web,
            CallsProperties calls,
            ObjectMapper mapper,
            CorsConfiguration cors,
            AdmissionControl admission) {
        this.web = web;
        this.calls = calls;
        this.mapper = mapper;
        this.cors = cors;
        this.admission = admission;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(this::customize);
    }

    private void customize(Server server) {
        server.setErrorHandler(new ProblemErrorHandler());
        server.insertHandler(new OverloadHandler(admission));
        Arrays.stream(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .forEach(connector -> customize((ServerConnector) connector));
        server.getBeans(NetworkConnectionLimit.class)
                .forEach(connections -> connections.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis()));
        // A thread for each connection. By default there are 200, and slow clients could keep all of them waiting.
        if (server.getThreadPool() instanceof VirtualThreadPool threads) {
            threads.setMaxThreads(0);
        }
    }

    private void customize(ServerConnector connector) {
        connector.setAcceptQueueSize(BACKLOG);
        // On shutdown Jetty cuts off a response that is being written when this runs out, by default at whole seconds,
        // as deadlines do.
        connector.setShutdownIdleTimeout(calls.deadline().plus(SHUTDOWN_MARGIN).toMillis());
        connector.getConnectionFactories().stream()
                .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                .map(factory -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
                .forEach(this::customize);
    }

    private void customize(HttpConfiguration http) {
        http.setIdleTimeout(web.stallTimeout().toMillis());
        // It would take 100 KB for each connection as soon as its client sends a token.
        http.setHeaderCacheSize(0);
    }

    private final class ProblemErrorHandler extends ErrorHandler {

        ProblemErrorHandler() {
            // Other problem documents have none.
            setCacheControl(null);
        }

        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int status,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback)
                throws IOException {
            ErrorCode code = HttpError.of(HttpStatusCode.valueOf(status));
            String requestId = RequestId.from(request.getHeaders().get(RequestId.HEADER));
            ProblemDetail problem = Problems.of(code, code.title() + ".", null);
            problem.setProperty("request_id", requestId);
            response.setStatus(problem.getStatus());
            response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE));
            response.getHeaders().put(RequestId.HEADER, requestId);
            Problems.retryAfter(code).ifPresent(seconds -> response.getHeaders().put(HttpHeaders.RETRY_AFTER, seconds));
            allowOrigin(request.getHeaders().get(HttpHeaders.ORIGIN), response.getHeaders());
            response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(problem)), callback);
        }

        private void allowOrigin(@Nullable String origin, HttpFields.Mutable headers) {
            String allowed = origin == null ? originOfUnparsed() : cors.checkOrigin(origin);
            if (allowed != null) {
                headers.put(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
                headers.put(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RequestId.HEADER);
                headers.put(HttpHeaders.VARY, HttpHeaders.ORIGIN);
                if (Boolean.TRUE.equals(cors.getAllowCredentials()) && !allowed.equals(CorsConfiguration.ALL)) {
                    headers.put(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
                }
            }
        }

        /** Jetty drops the header fields of a request that it cannot parse. The response contains nothing private. */
        private @Nullable String originOfUnparsed() {
            List<String> origins = Objects.requireNonNullElse(cors.getAllowedOrigins(), List.of());
            return switch (origins.size()) {
                case 0 -> null;
                case 1 -> origins.getFirst();
                default -> CorsConfiguration.ALL;
            };
        }
    }
}
