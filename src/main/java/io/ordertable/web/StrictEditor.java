package io.ordertable.web;

import java.beans.PropertyEditorSupport;
import java.util.function.Function;

/** Reads a parameter by one parser only. When a converter rejects a text, Spring tries its own editors, which accept more. */
public final class StrictEditor extends PropertyEditorSupport {

    private final Function<String, ?> parser;

    /** Creates an editor. The parser throws an {@link IllegalArgumentException} to reject a text. */
    public StrictEditor(Function<String, ?> parser) {
        this.parser = parser;
    }

    @Override
    public void setAsText(String text) {
        setValue(parser.apply(text));
    }
}
