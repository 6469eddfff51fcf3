package io.ordertable.metrics.capacity;

/**
 * What is consumed of one kind of capacity.
 *
 * @param average capacity units a second
 * @param peak capacity units a second, at the busiest
 */
record Demand(double average, double peak) {

    static final Demand NONE = new Demand(0, 0);

    /** A demand whose peak is at least so many times its average. */
    Demand withPeakFactor(double factor) {
        return new Demand(average, Math.max(peak, average * factor));
    }
}
