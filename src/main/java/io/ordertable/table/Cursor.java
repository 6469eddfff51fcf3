package io.ordertable.table;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A position in a list that is ordered by id: the last id that was read. It names no partition, so a cursor, whoever made
 * it, never leads out of the list it is used with.
 *
 * @param lastId the last id of the page before
 */
public record Cursor(UUID lastId) {

    private static final int BYTES = 16;

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws ServiceException if it is anything else
     */
    public static Cursor decode(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(bytesOf(text));
        if (bytes.remaining() != BYTES) {
            throw invalid();
        }
        Cursor cursor = new Cursor(new UUID(bytes.getLong(), bytes.getLong()));
        if (cursor.lastId.version() != 7 || !cursor.encode().equals(text)) {
            throw invalid();
        }
        return cursor;
    }

    /** The cursor as it stands in a URL: 22 characters of unpadded base64url. */
    public String encode() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(lastId.getMostSignificantBits())
                .putLong(lastId.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytesOf(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ServiceException invalid() {
        return new ServiceException(
                CommonError.INVALID_CURSOR, "The cursor is not one that this API gave out; start from the first page.");
    }
}
