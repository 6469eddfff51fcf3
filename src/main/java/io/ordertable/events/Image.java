package io.ordertable.events;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An item as the stream shows it before or after a change. */
record Image(Map<String, AttributeValue> attributes) {

    static Image of(@Nullable Map<String, AttributeValue> attributes) {
        if (attributes == null) {
            throw UnreadableRecord.missing("an image");
        }
        return new Image(attributes);
    }

    /**
     * A string attribute.
     *
     * @param parser what it cannot take is malformed, whatever it throws
     * @throws UnreadableRecord where there is no such attribute, or a malformed one
     */
    <T> T string(String name, Function<String, T> parser) {
        return read(name, AttributeValue::getS, parser);
    }

    /**
     * A number attribute.
     *
     * @param parser what it cannot take is malformed, whatever it throws
     * @throws UnreadableRecord where there is no such attribute, or a malformed one
     */
    <T> T number(String name, Function<BigDecimal, T> parser) {
        return read(name, AttributeValue::getN, text -> parser.apply(new BigDecimal(text)));
    }

    private <T> T read(String name, Function<AttributeValue, @Nullable String> content, Function<String, T> parser) {
        AttributeValue value = attributes.get(name);
        String text = value == null ? null : content.apply(value);
        if (text == null) {
            throw UnreadableRecord.missing(name);
        }
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw UnreadableRecord.malformed(name);
        }
    }
}
