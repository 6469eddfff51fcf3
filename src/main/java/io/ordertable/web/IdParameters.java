package io.ordertable.web;

import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Reads ids in paths: UUIDs in their one usual form. */
@ControllerAdvice
class IdParameters {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @InitBinder
    void readStrictly(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new StrictEditor(IdParameters::uuid));
    }

    /** Java's own parser also takes shortened texts such as {@code 1-1-1-1-1}. */
    private static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }
}
