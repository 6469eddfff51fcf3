package io.ordertable.metrics.capacity;

import io.ordertable.metrics.CapacityKind;
import io.ordertable.metrics.Target;

/** Tells what is consumed where. */
@FunctionalInterface
interface Demands {

    /** Of the table or an index, reading or writing. */
    Demand of(Target target, CapacityKind kind);
}
