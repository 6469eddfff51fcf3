package io.ordertable.metrics.hotkeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How a partition key is shown: its kind, and a hash instead of whom it stands for. */
final class KeyLabel {

    private static final String OF_NO_PERSON = "STATUS#";
    private static final int HASH_BYTES = 8;

    private KeyLabel() {}

    /**
     * The key with all behind its kind hashed (SHA-256 of the whole key, the first 16 hexadecimal digits), the same on every
     * instance. A partition of the status index names no one and is shown as it is.
     */
    static String hashed(String key) {
        if (key.startsWith(OF_NO_PERSON)) {
            return key;
        }
        String kind = key.substring(0, key.indexOf('#') + 1);
        return kind + HexFormat.of().formatHex(sha256(key), 0, HASH_BYTES);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
