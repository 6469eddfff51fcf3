package io.ordertable.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Computes how large an item is (DynamoDB Developer Guide, "DynamoDB item sizes and formats"). */
public final class ItemSize {

    /** The largest item that DynamoDB stores: 400 KB, names and values together. */
    public static final int LIMIT = 400 * 1024;

    private static final int CONTAINER_OVERHEAD = 3;
    private static final int ELEMENT_OVERHEAD = 1;
    private static final int NUMBER_OVERHEAD = 2;

    private ItemSize() {}

    /** Returns the size in bytes; for numbers, whose exact size is not specified, an upper bound. */
    public static int of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8Length(attribute.getKey()) + of(attribute.getValue()))
                .sum();
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8Length(value.s());
            case N -> (value.n().length() + 1) / 2 + NUMBER_OVERHEAD;
            case BOOL -> 1;
            case L ->
                CONTAINER_OVERHEAD
                        + value.l().stream()
                                .mapToInt(element -> ELEMENT_OVERHEAD + of(element))
                                .sum();
            case M -> CONTAINER_OVERHEAD + ELEMENT_OVERHEAD * value.m().size() + of(value.m());
            default -> throw new IllegalArgumentException("no attribute of this table has type " + value.type());
        };
    }

    private static int utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
