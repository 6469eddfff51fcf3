package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.http.converter.json.MappingJacksonInputMessage;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Reads JSON in UTF-8 only, and writes it at once with its length, in one packet. Spring's own converter also reads other
 * encodings, and flushes before the end, which takes chunks and at least two packets.
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
        // Without the original header fields, because their charset would be used although the body is UTF-8.
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return super.read(type, context, new MappingJacksonInputMessage(new ByteArrayInputStream(json), headers));
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

    /** Returns whether the request has changed nothing, so that it may be told to try again. A POST that creates returns 201. */
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

    /** Boot registers another mapper for the responses of actuator endpoints. */
    private ObjectMapper mapperFor(Object body) {
        Map<MediaType, ObjectMapper> registered = getObjectMappersForType(body.getClass());
        return registered == null || registered.isEmpty()
                ? getObjectMapper()
                : registered.values().iterator().next();
    }
}
