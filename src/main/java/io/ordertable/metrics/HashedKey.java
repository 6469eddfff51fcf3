package io.ordertable.metrics;

import io.ordertable.table.Keys;
import io.ordertable.table.Sha256;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Partition keys as logs and reports show them: hashed, because the keys contain the ids of users and orders. */
public final class HashedKey {

    private static final String STATUS = "STATUS#";
    private static final int HASH_DIGITS = 16;
    private static final int MAX_LISTED = 3;

    private HashedKey() {}

    /**
     * Returns the key's prefix and the first 16 hexadecimal digits of the SHA-256 of the whole key, the same on every instance.
     * Keys of the status index, which also contains running erasures, are returned as they are, because they identify no one.
     */
    public static String of(String key) {
        return key.startsWith(STATUS) || key.equals(Keys.RUNNING_ERASURES)
                ? key
                : key.substring(0, key.indexOf('#') + 1) + Sha256.hex(key).substring(0, HASH_DIGITS);
    }

    /** Describes a call for the log by its operation, its target and the first of its keys, hashed. */
    public static String describeCall(String operation, String target, Stream<String> keys) {
        List<String> distinct = keys.distinct().toList();
        String listed = distinct.stream().limit(MAX_LISTED).map(HashedKey::of).collect(Collectors.joining(", "));
        String others = distinct.size() > MAX_LISTED ? " and " + (distinct.size() - MAX_LISTED) + " more" : "";
        return operation + " of " + target + ", key " + listed + others;
    }
}
