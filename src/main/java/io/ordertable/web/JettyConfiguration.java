package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
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
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Problem documents for requests that are no valid HTTP and so never reach a servlet. */
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> problemsForBadMessages(ObjectMapper mapper) {
        return factory ->
                factory.addServerCustomizers(server -> server.setErrorHandler(new ProblemErrorHandler(mapper)));
    }

    private static final class ProblemErrorHandler extends ErrorHandler {

        private final ObjectMapper mapper;

        ProblemErrorHandler(ObjectMapper mapper) {
            this.mapper = mapper;
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
            response.write(true, ByteBuffer.wrap(mapper.writeValueAsBytes(problem)), callback);
        }
    }
}
