package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;

/**
 * Writes a response's JSON at once and with its length, which takes one packet. Spring's own converter flushes before the end,
 * and so needs chunks and at least two.
 */
@Component
class JsonConverter extends MappingJackson2HttpMessageConverter {

    JsonConverter(ObjectMapper mapper) {
        super(mapper);
    }

    @Override
    protected void writeInternal(Object body, @Nullable Type type, HttpOutputMessage message) throws IOException {
        byte[] json = mapperFor(body).writeValueAsBytes(body);
        message.getHeaders().setContentLength(json.length);
        StreamUtils.copy(json, message.getBody());
    }

    /** Boot registers a mapper of their own for the answers of actuator endpoints. */
    private ObjectMapper mapperFor(Object body) {
        Map<MediaType, ObjectMapper> registered = getObjectMappersForType(body.getClass());
        return registered == null || registered.isEmpty()
                ? getObjectMapper()
                : registered.values().iterator().next();
    }
}
