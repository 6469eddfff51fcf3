package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Reads JSON in UTF-8 and nothing else, and writes it at once and with its length, which takes one packet. Spring's own converter
 * takes other encodings too, and flushes before the end, and so needs chunks and at least two packets.
 */
@Component
class JsonConverter extends MappingJackson2HttpMessageConverter {

    private final ByteBudget budget;

    JsonConverter(ObjectMapper mapper, @Qualifier("responses") ByteBudget budget) {
        super(mapper);
        this.budget = budget;
    }

    @Override
    public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message) throws IOException {
        byte[] json = message.getBody().readAllBytes();
        InvalidBody.requireUtf8(json);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return super.read(type, context, new Utf8Message(new ByteArrayInputStream(json), headers));
    }

    @Override
    protected void writeInternal(Object body, @Nullable Type type, HttpOutputMessage message) throws IOException {
        byte[] json = mapperFor(body).writeValueAsBytes(body);
        ByteBudget.Share share =
                json.length > ByteBudget.UNCOUNTED && isRead() ? budget.take(json.length) : ByteBudget.NONE;
        try {
            message.getHeaders().setContentLength(json.length);
            StreamUtils.copy(json, message.getBody());
        } finally {
            share.release();
        }
    }

    /** Only a request that has changed nothing can be told to try again. Of the POST requests those that create answer 201. */
    private static boolean isRead() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes exchange)) {
            return false;
        }
        HttpServletResponse response = exchange.getResponse();
        return switch (exchange.getRequest().getMethod()) {
            case "GET", "HEAD" -> true;
            case "POST" -> response != null && response.getStatus() == HttpServletResponse.SC_OK;
            default -> false;
        };
    }

    /** Boot registers a mapper of their own for the answers of actuator endpoints. */
    private ObjectMapper mapperFor(Object body) {
        Map<MediaType, ObjectMapper> registered = getObjectMappersForType(body.getClass());
        return registered == null || registered.isEmpty()
                ? getObjectMapper()
                : registered.values().iterator().next();
    }

    /** Without the original header fields, whose charset would count more than what was found to be true. */
    private record Utf8Message(InputStream body, HttpHeaders headers) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
