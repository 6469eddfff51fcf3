package io.ordertable.table;

/** Names of the attributes that more than one kind of item carries, or more than one package reads. */
public final class Attributes {

    /** The table's partition key. */
    public static final String PK = "PK";
    /** The table's sort key. */
    public static final String SK = "SK";
    /** Partition key of {@link Index#GSI1}. */
    public static final String GSI1PK = "GSI1PK";
    /** Sort key of {@link Index#GSI1}. */
    public static final String GSI1SK = "GSI1SK";
    /** Partition key of {@link Index#GSI2}. */
    public static final String GSI2PK = "GSI2PK";
    /** Sort key of {@link Index#GSI2}. */
    public static final String GSI2SK = "GSI2SK";
    /** What kind of item this is. */
    public static final String TYPE = "type";
    /** The user that the item belongs to. */
    public static final String USER_ID = "user_id";
    /** The order that the item is. */
    public static final String ORDER_ID = "order_id";
    /** Where an order is on its way. */
    public static final String STATUS = "status";
    /** Currency of an order's amounts, ISO 4217. */
    public static final String CURRENCY = "currency";
    /** The exact sum of an order's lines. */
    public static final String TOTAL = "total";
    /** When the entity was made, ISO-8601 UTC. */
    public static final String CREATED_AT = "created_at";
    /** When the entity last changed, ISO-8601 UTC. */
    public static final String UPDATED_AT = "updated_at";
    /** Counts an entity's changes from 1; its entity tag. */
    public static final String VERSION = "version";
    /** The time-to-live attribute, in epoch seconds. */
    public static final String EXPIRES_AT = "expires_at";

    private Attributes() {}
}
