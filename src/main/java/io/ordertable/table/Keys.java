package io.ordertable.table;

import java.util.UUID;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/** The grammar of the table's partition and sort keys. */
public final class Keys {

    /** Sort key of a user's profile. */
    public static final String PROFILE = "PROFILE";
    /** Sort key of an email guard. */
    public static final String GUARD = "GUARD";

    private static final String ORDER = "ORDER#";

    private static final String USER = "USER#";
    private static final String EMAIL = "EMAIL#";
    private static final String STATUS = "STATUS#";
    private static final String IDEMPOTENCY = "IDEMPOTENCY#";
    private static final String NEW_USER = "USER";

    private Keys() {}

    /** Partition key of all that belongs to a user. */
    public static String user(UUID userId) {
        return USER + userId;
    }

    /**
     * Partition key of the guard of an email address in its normalized form. Hashed, because CloudWatch's Contributor Insights and
     * CloudTrail show partition keys in plain text, whatever encrypts the table.
     */
    public static String email(String normalizedEmail) {
        return EMAIL + Sha256.hex(normalizedEmail);
    }

    /** Sort key of an order under its user, and its key in both indexes. Orders as the ids do: by time. */
    public static String order(UUID orderId) {
        return ORDER + orderId;
    }

    /** Partition key of one shard of a status in {@link Table#GSI2}. */
    public static String status(String status, int shard) {
        return STATUS + status + "#" + shard;
    }

    /** The order id in a sort key made by {@link #order}. */
    public static UUID orderId(String sortKey) {
        return UUID.fromString(sortKey.substring(ORDER.length()));
    }

    /** The user id in a partition key made by {@link #user}. */
    public static UUID userId(String partitionKey) {
        return UUID.fromString(partitionKey.substring(USER.length()));
    }

    /** The primary key of a user's profile, the item that says the user exists. */
    public static Key profileOf(UUID userId) {
        return primary(user(userId), PROFILE);
    }

    /** The primary key of the idempotency record of something that the user creates. */
    public static Key idempotency(UUID userId, String idempotencyKey) {
        return primary(user(userId), IDEMPOTENCY + idempotencyKey);
    }

    /**
     * The primary key of the idempotency record of a new user, who has no partition yet. The client's key is hashed, because a
     * client that signs somebody up may well derive it from the email address.
     */
    public static Key idempotencyOfNewUser(String idempotencyKey) {
        return primary(IDEMPOTENCY + Sha256.hex(idempotencyKey), NEW_USER);
    }

    /** A primary key. */
    public static Key primary(String partitionKey, String sortKey) {
        return Key.builder().partitionValue(partitionKey).sortValue(sortKey).build();
    }
}
