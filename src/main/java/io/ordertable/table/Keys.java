package io.ordertable.table;

import java.util.UUID;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/** The grammar of the table's partition and sort keys. */
public final class Keys {

    /** Sort key of a user's profile. */
    public static final String PROFILE = "PROFILE";
    /** Sort key of an email guard. */
    public static final String GUARD = "GUARD";
    /** Sort key of the record of a deleted user's erasure. */
    public static final String ERASURE = "ERASURE";
    /** Partition key of the erasures that have not finished, in {@link TableItem#GSI2}. */
    public static final String RUNNING_ERASURES = "ERASURE#running";

    private static final String USER = "USER#";
    private static final String ORDER = "ORDER#";
    private static final String IDEMPOTENCY = "IDEMPOTENCY#";

    private Keys() {}

    /** Returns the partition key of everything that belongs to a user. */
    public static String user(UUID userId) {
        return USER + userId;
    }

    /** Returns the user's id in a partition key. */
    public static UUID userId(String partitionKey) {
        return UUID.fromString(partitionKey.substring(USER.length()));
    }

    /**
     * Returns the partition key of the guard of a normalized email address. It is a hash, because CloudWatch's Contributor Insights
     * and CloudTrail show partition keys in plain text, even of an encrypted table.
     */
    public static String email(String normalizedEmail) {
        return "EMAIL#" + Sha256.hex(normalizedEmail);
    }

    /** Returns the sort key of an order, which is its key in both indexes too. Such keys sort by time, as the ids do. */
    public static String order(UUID orderId) {
        return ORDER + orderId;
    }

    /** Returns the order's id in a sort key. */
    public static UUID orderId(String sortKey) {
        return UUID.fromString(sortKey.substring(ORDER.length()));
    }

    /** Returns the partition key of one shard of a status in {@link TableItem#GSI2}. */
    static String status(String status, int shard) {
        return "STATUS#" + status + "#" + shard;
    }

    /** Returns the primary key of a user's profile. */
    public static Key profileOf(UUID userId) {
        return primary(user(userId), PROFILE);
    }

    /** Returns the primary key of the idempotency record of something that is created by or for the user. */
    public static Key idempotency(UUID userId, String idempotencyKey) {
        return primary(user(userId), IDEMPOTENCY + idempotencyKey);
    }

    /** Returns the client's key in the sort key of an idempotency record. */
    public static String idempotencyKey(String sortKey) {
        return sortKey.substring(IDEMPOTENCY.length());
    }

    /** Returns a primary key. */
    public static Key primary(String partitionKey, String sortKey) {
        return Key.builder().partitionValue(partitionKey).sortValue(sortKey).build();
    }
}
