package io.ordertable.backfill;

/**
 * What a backfill found and did.
 *
 * @param orders orders that were examined
 * @param old items of an earlier form that were found
 * @param written items that were brought to the newest form
 * @param writeUnits write units of the table for the items that were found
 */
record Counts(long orders, long old, long written, long writeUnits) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts more) {
        return new Counts(orders + more.orders, old + more.old, written + more.written, writeUnits + more.writeUnits);
    }
}
