package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.cors.CorsConfiguration;

/** Problem documents for requests that are no valid HTTP and so never reach a servlet. */
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> problemsForBadMessages(
            ObjectMapper mapper, CorsConfiguration cors) {
        return factory ->
                factory.addServerCustomizers(server -> server.setErrorHandler(new ProblemErrorHandler(mapper, cors)));
    }

    private static final class ProblemErrorHandler extends ErrorHandler {

        private final ObjectMapper mapper;
        private final CorsConfiguration cors;

        ProblemErrorHandler(ObjectMapper mapper, CorsConfiguration cors) {
            this.mapper = mapper;
            this.cors = cors;
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
            ProblemCode code = ProblemCode.forStatus(HttpStatusCode.valueOf(status));
            String requestId = RequestId.from(request.getHeaders().get(RequestId.HEADER));
            ProblemDetail problem = Problems.of(code, code.title() + ".", null);
            problem.setProperty("request_id", requestId);
            response.setStatus(code.status().value());
            response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE));
            response.getHeaders().put(RequestId.HEADER, requestId);
            showToBrowsers(request.getHeaders().get(HttpHeaders.ORIGIN), response.getHeaders());
            response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(problem)), callback);
        }

        private void showToBrowsers(@Nullable String origin, HttpFields.Mutable headers) {
            String readers = origin == null ? readersOfUnparsed() : cors.checkOrigin(origin);
            if (readers != null) {
                headers.put(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, readers);
                headers.put(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RequestId.HEADER);
                headers.put(HttpHeaders.VARY, HttpHeaders.ORIGIN);
                if (Boolean.TRUE.equals(cors.getAllowCredentials()) && !readers.equals(CorsConfiguration.ALL)) {
                    headers.put(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
                }
            }
        }

        /** Jetty drops the header fields of a request that it cannot parse. The response holds nothing that any page must not read. */
        private @Nullable String readersOfUnparsed() {
            List<String> origins = Objects.requireNonNullElse(cors.getAllowedOrigins(), List.of());
            return switch (origins.size()) {
                case 0 -> null;
                case 1 -> origins.getFirst();
                default -> CorsConfiguration.ALL;
            };
        }
    }
}
