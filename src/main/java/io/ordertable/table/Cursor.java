package io.ordertable.table;

import io.ordertable.error.CommonError;
import io.ordertable.error.ServiceException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A position in a list that is ordered by id. It names no partition, so no cursor leads out of the list that it is used with.
 *
 * @param lastId the last id of the page before
 */
public record Cursor(UUID lastId) {

    /**
     * Decodes what {@link #encode} returned.
     *
     * @throws ServiceException if the text is anything else
     */
    public static Cursor decode(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Cursor cursor = new Cursor(new UUID(bytes.getLong(), bytes.getLong()));
            if (cursor.lastId.version() == 7 && cursor.encode().equals(text)) {
                return cursor;
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // Rejected as every other text.
        }
        throw new ServiceException(
                CommonError.INVALID_CURSOR, "This API did not return the cursor. Start from the first page.");
    }

    /** Returns 22 characters of unpadded base64url. */
    public String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(lastId.getMostSignificantBits())
                .putLong(lastId.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
