package io.ordertable.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

/**
 * Reads a parameter by one parser and no other. A converter would not do: where it refuses a text, Spring tries its own editors,
 * for which {@code 1-1-1-1-1} is a UUID and a constant's Java name an enum.
 */
public final class StrictEditor extends PropertyEditorSupport {

    private final Function<String, ?> parser;

    /** The parser refuses with an {@link IllegalArgumentException}. */
    public StrictEditor(Function<String, ?> parser) {
        this.parser = parser;
    }

    @Override
    public void setAsText(String text) {
        setValue(parser.apply(text));
    }
}
