package io.ordertable.table;

/** Names of the table's global secondary indexes. */
public final class Index {

    /** Reverse lookup, order id to order; projects all attributes. */
    public static final String GSI1 = "GSI1";
    /** Orders by status, sharded; projects the keys only. */
    public static final String GSI2 = "GSI2";

    private Index() {}
}
