package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;

/**
 * Reads JSON in UTF-8 and nothing else, and writes it at once and with its length, which takes one packet. Spring's own converter
 * takes other encodings too, and flushes before the end, and so needs chunks and at least two packets.
 */
@Component
class JsonConverter extends MappingJackson2HttpMessageConverter {

    JsonConverter(ObjectMapper mapper) {
        super(mapper);
    }

    @Override
    public Object read(Type type, @Nullable Class<?> context, HttpInputMessage message) throws IOException {
        byte[] json = message.getBody().readAllBytes();
        InvalidBody.requireUtf8(json);
        return super.read(type, context, new Utf8Message(new ByteArrayInputStream(json), new HttpHeaders()));
    }

    @Override
    protected void writeInternal(Object body, @Nullable Type type, HttpOutputMessage message) throws IOException {
        byte[] json = getObjectMapper().writeValueAsBytes(body);
        message.getHeaders().setContentLength(json.length);
        StreamUtils.copy(json, message.getBody());
    }

    /** Without the header fields, whose charset would count more than what was found to be true. */
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
