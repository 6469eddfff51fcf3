package io.ordertable.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that values keep because of their types, each completing the sentence "limit …". */
final class ValueRules {

    private ValueRules() {}

    /** Returns what a value of the type looks like on the wire. */
    static String of(@Nullable Class<?> type) {
        if (type == UUID.class) {
            return "must be a UUID";
        }
        if (type == Instant.class) {
            return "must be an instant in ISO 8601, such as 2026-11-20T12:00:00Z or 2026-11-20T14:00:00%2B02:00";
        }
        if (type == int.class || type == Integer.class) {
            return "must be a whole number";
        }
        if (type == boolean.class) {
            return "must be true or false";
        }
        if (type == String.class) {
            return "must be a string";
        }
        if (type != null && type.isEnum()) {
            return "must be one of " + names(type.getEnumConstants());
        }
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        return type != null && type.isRecord() ? "must be an object" : "has a value of the wrong type or out of range";
    }

    private static String names(Object[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
