package io.ordertable;

/**
 * The platform threads that carry the virtual ones: at least two. A carrier serves the threads that its own ones have woken first,
 * and those woken from outside, as by an answer of DynamoDB, when there are none left. On one processor there would be one
 * carrier; refusing requests in an outage can keep it busy for ever, and the answer that ends the outage is never looked at.
 */
final class CarrierThreads {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private CarrierThreads() {}

    /** Has an effect only before the first virtual thread. Leaves a number that was given alone. */
    static void atLeastTwo() {
        atLeastTwo(Runtime.getRuntime().availableProcessors());
    }

    static void atLeastTwo(int processors) {
        if (System.getProperty(PARALLELISM) == null && processors == 1) {
            System.setProperty(PARALLELISM, "2");
        }
    }
}
