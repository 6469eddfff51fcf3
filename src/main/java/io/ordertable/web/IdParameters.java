package io.ordertable.web;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.PropertyEditorRegistrar;
import org.springframework.beans.PropertyEditorRegistry;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.stereotype.Component;

/** Reads ids in paths and bodies: UUIDs in their one usual form. */
@Component
class IdParameters implements PropertyEditorRegistrar {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public void registerCustomEditors(PropertyEditorRegistry registry) {
        registry.registerCustomEditor(UUID.class, new StrictEditor(IdParameters::uuid));
    }

    /** Java's own parser also takes shortened texts such as {@code 1-1-1-1-1}. */
    private static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }

    /** Jackson's own also takes them in Base64. */
    @JsonComponent
    static class Deserializer extends FromStringDeserializer<UUID> {

        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(UUID.class);
        }

        @Override
        protected UUID _deserialize(String text, DeserializationContext context) {
            return uuid(text);
        }
    }
}
