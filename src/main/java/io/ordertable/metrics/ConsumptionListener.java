package io.ordertable.metrics;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;

/** Receives the outcome of calls on the thread of the call, so it has to be quick. */
interface ConsumptionListener {

    /** Receives what a successful call consumed. */
    void consumed(Consumption consumption);

    /** Receives why a call or a part of it was throttled, and its partition keys in the table or the index that throttled it. */
    default void throttled(Throttling cause, List<String> keys) {}

    /** Receives a write that a condition or a conflict prevented. DynamoDB charges for it, but does not report how much. */
    default void prevented(SdkRequest write) {}
}
