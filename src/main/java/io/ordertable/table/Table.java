package io.ordertable.table;

/** Names of the table's indexes and of the attributes that they and the table are built on. */
public final class Table {

    /** The table's partition key. */
    public static final String PK = "PK";
    /** The table's sort key. */
    public static final String SK = "SK";

    /** The index that finds an order by its id; projects all attributes. */
    public static final String GSI1 = "GSI1";
    /** Partition key of {@link #GSI1}. */
    public static final String GSI1PK = "GSI1PK";
    /** Sort key of {@link #GSI1}. */
    public static final String GSI1SK = "GSI1SK";

    /** The index that lists orders by status, sharded; projects the keys only. */
    public static final String GSI2 = "GSI2";
    /** Partition key of {@link #GSI2}. */
    public static final String GSI2PK = "GSI2PK";
    /** Sort key of {@link #GSI2}. */
    public static final String GSI2SK = "GSI2SK";

    /** The time-to-live attribute, in epoch seconds. */
    public static final String EXPIRES_AT = "expires_at";

    private Table() {}
}
