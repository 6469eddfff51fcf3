package io.ordertable.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.stereotype.Component;

/** Reads and writes times as ISO 8601 has them. */
@Component
class IsoTimes implements PropertyEditorRegistrar {

    @Override
    public void registerCustomEditors(PropertyEditorRegistry registry) {
        registry.registerCustomEditor(Instant.class, new StrictEditor(IsoTimes::instant));
    }

    /** Spring's own parser also takes milliseconds since 1970 and the dates of HTTP. */
    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time in ISO 8601", e);
        }
    }

    /** Writes three fraction digits, so that the texts sort as the times do; Jackson's own leaves out zeros at the end. */
    @JsonComponent
    static class Serializer extends JsonSerializer<Instant> {

        private static final DateTimeFormatter MILLISECONDS =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(MILLISECONDS.format(time));
        }
    }
}
