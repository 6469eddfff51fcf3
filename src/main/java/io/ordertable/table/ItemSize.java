package io.ordertable.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
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
            case N -> numberLength(value.n());
            case BOOL, NUL -> 1;
            case B -> length(value.b());
            case SS -> value.ss().stream().mapToInt(ItemSize::utf8Length).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::numberLength).sum();
            case BS -> value.bs().stream().mapToInt(ItemSize::length).sum();
            case L ->
                CONTAINER_OVERHEAD
                        + value.l().stream()
                                .mapToInt(element -> ELEMENT_OVERHEAD + of(element))
                                .sum();
            case M -> CONTAINER_OVERHEAD + ELEMENT_OVERHEAD * value.m().size() + of(value.m());
            case UNKNOWN_TO_SDK_VERSION -> 0;
        };
    }

    private static int numberLength(String number) {
        return (number.length() + 1) / 2 + NUMBER_OVERHEAD;
    }

    private static int length(SdkBytes bytes) {
        return bytes.asByteArrayUnsafe().length;
    }

    private static int utf8Length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
