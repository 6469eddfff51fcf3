package io.ordertable.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import io.ordertable.table.IsoTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.stereotype.Component;

/**
 * Reads parameters and ids in one form each. By default Spring also accepts {@code 0x10}, {@code yes}, the milliseconds since 1970
 * and {@code 1-1-1-1-1} as a UUID, and Jackson UUIDs in Base64.
 */
@Component
class StrictValues implements PropertyEditorRegistrar {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    @Override
    public void registerCustomEditors(PropertyEditorRegistry registry) {
        registry.registerCustomEditor(UUID.class, new StrictEditor(StrictValues::uuid));
        registry.registerCustomEditor(Instant.class, new StrictEditor(StrictValues::instant));
        registry.registerCustomEditor(int.class, new StrictEditor(StrictValues::wholeNumber));
        registry.registerCustomEditor(boolean.class, new StrictEditor(StrictValues::truthValue));
    }

    private static UUID uuid(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not the canonical form of a UUID");
        }
        return uuid;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an instant", e);
        }
    }

    private static Integer wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a whole number");
        }
        return Integer.valueOf(text);
    }

    private static Boolean truthValue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    @JsonComponent
    static class UuidDeserializer extends FromStringDeserializer<UUID> {

        private static final long serialVersionUID = 1L;

        UuidDeserializer() {
            super(UUID.class);
        }

        @Override
        protected UUID _deserialize(String text, DeserializationContext context) {
            return uuid(text);
        }
    }

    /** Reads times to the millisecond, of years that have four digits, as RFC 3339 does. */
    @JsonComponent
    static class InstantDeserializer extends FromStringDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) {
            if (!Character.isDigit(text.charAt(0))) {
                throw new IllegalArgumentException("not a year of four digits");
            }
            return instant(text).truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        protected Object _deserializeFromEmptyString(DeserializationContext context) throws IOException {
            return context.handleWeirdStringValue(Instant.class, "", "not an instant");
        }

        @Override
        protected boolean _shouldTrim() {
            return false;
        }
    }

    /** Writes three fraction digits, so that the texts sort as the times do. Jackson omits zeros at the end. */
    @JsonComponent
    static class InstantSerializer extends JsonSerializer<Instant> {

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(IsoTime.format(time));
        }
    }
}
