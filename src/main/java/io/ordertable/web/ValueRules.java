package io.ordertable.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes types of values, completing the sentence "limit …". */
final class ValueRules {

    private ValueRules() {}

    /** Returns the rule for values of the type on the wire. */
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

    /** Returns the rule for a name that is none of those known. */
    static String unknown(String kind, Collection<?> known) {
        String names = known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return "is not a known " + kind + (names.isEmpty() ? "" : "; known are " + names);
    }

    private static String names(Object[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
