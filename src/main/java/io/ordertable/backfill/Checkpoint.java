package io.ordertable.backfill;

/**
 * How far one pass over a partition of the status index is.
 *
 * @param after the sort key in the index up to which everything is done
 * @param done whether the whole partition is
 */
record Checkpoint(String pass, String partition, String after, boolean done, Counts counts) {

    static Checkpoint start(String pass, String partition) {
        return new Checkpoint(pass, partition, "", false, Counts.NONE);
    }

    Checkpoint after(KeyPage page, Counts more) {
        return new Checkpoint(
                pass,
                partition,
                page.keys().isEmpty() ? after : page.keys().getLast().sort(),
                page.keys().isEmpty() || !page.more(),
                counts.plus(more));
    }
}
