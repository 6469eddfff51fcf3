package io.ordertable.metrics.capacity;

/** What a read may miss, which sets its price. */
enum Consistency {
    /** May be a moment behind: half the price. */
    EVENTUAL(0.5),
    /** Sees every write that was acknowledged. Indexes do not offer it. */
    STRONG(1),
    /** Part of a transaction: twice the price. */
    TRANSACTIONAL(2);

    private final double unitsPerBlock;

    Consistency(double unitsPerBlock) {
        this.unitsPerBlock = unitsPerBlock;
    }

    /** Read capacity units for each 4 KB or part of them. */
    double unitsPerBlock() {
        return unitsPerBlock;
    }
}
