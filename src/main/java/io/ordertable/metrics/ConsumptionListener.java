package io.ordertable.metrics;

/** Receives the consumption of each successful call on the thread of the call, so it has to be quick. */
interface ConsumptionListener {

    void consumed(Consumption consumption);
}
