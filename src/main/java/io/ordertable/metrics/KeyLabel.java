package io.ordertable.metrics;

import io.ordertable.table.Sha256;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a partition key is shown: its kind, and a hash instead of whom it stands for. */
public final class KeyLabel {

    private static final String OF_NO_PERSON = "STATUS#";
    private static final int HASH_DIGITS = 16;

    /** A batch has up to a hundred keys. */
    private static final int MAX_NAMED = 3;

    private KeyLabel() {}

    /** Describes a call for the log: its operation, its target and the first of its keys, hashed. */
    public static String describe(String operation, String target, Stream<String> keys) {
        List<String> labels = keys.distinct().map(KeyLabel::hashed).toList();
        String named = labels.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        String others = labels.size() > MAX_NAMED ? " and " + (labels.size() - MAX_NAMED) + " more" : "";
        return operation + " of " + target + ", key " + named + others;
    }

    /**
     * The key with all behind its kind hashed (SHA-256 of the whole key, the first 16 hexadecimal digits), the same on every
     * instance. A partition of the status index names no one and is shown as it is.
     */
    public static String hashed(String key) {
        if (key.startsWith(OF_NO_PERSON)) {
            return key;
        }
        String kind = key.substring(0, key.indexOf('#') + 1);
        return kind + Sha256.hex(key).substring(0, HASH_DIGITS);
    }
}
