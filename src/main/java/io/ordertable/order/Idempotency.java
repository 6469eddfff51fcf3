package io.ordertable.order;

import io.ordertable.web.InvalidParameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's wish that this order be placed once, however often it is sent (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param key the client's key, 1 to 255 printable ASCII characters; unique per user
 * @param requestHash tells this order from another that is sent with the same key
 */
record Idempotency(String key, String requestHash) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    /** The wish that the header states; {@code null} without a header. */
    static @Nullable Idempotency of(@Nullable String header, NewOrder order) {
        if (header == null) {
            return null;
        }
        if (!PRINTABLE.matcher(header).matches()) {
            throw InvalidParameter.named(HEADER, "must be 1 to 255 printable ASCII characters");
        }
        return new Idempotency(header, hash(order));
    }

    /** Hashes what the body means, not how it was written: the order of its members or the zeros of a price do not count. */
    private static String hash(NewOrder order) {
        MessageDigest digest = sha256();
        update(digest, order.currency().getCurrencyCode());
        for (OrderLine line : order.lines()) {
            update(digest, line.sku());
            update(digest, line.name());
            update(digest, Integer.toString(line.quantity()));
            update(digest, line.unitPrice().toPlainString());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length before it, so that no two sequences of values run together into the same bytes. */
    private static void update(MessageDigest digest, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
