package io.ordertable.calls;

/** Receives what calls to DynamoDB consume, on the thread of the call, so it has to be quick. */
public interface CapacityListener {

    /** Receives the capacity units of one call, in the table and all indexes. */
    void consumed(double readUnits, double writeUnits);

    /** Is called when an attempt, or a part of a batch, was throttled. */
    default void throttled() {}
}
