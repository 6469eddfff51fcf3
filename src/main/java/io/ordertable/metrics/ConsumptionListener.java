package io.ordertable.metrics;

/** Is told what each successful call consumed, on the thread that made the call: has to be quick. */
public interface ConsumptionListener {

    /** A call has succeeded. */
    void consumed(Consumption consumption);
}
