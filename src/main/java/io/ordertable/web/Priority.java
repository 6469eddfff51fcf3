package io.ordertable.web;

/** Which requests the service refuses last when it is overloaded. Each kind may use only its share of the limit. */
public enum Priority {
    /** Reads of single users and orders, for which pages wait. */
    READ(1),
    /** Changes and deletions of what exists. */
    CHANGE(0.9),
    /** Creation of users and orders. */
    CREATION(0.8),
    /** Lists and batches, which cost as much as many reads. */
    LIST(0.6),
    /** Imports and exports, which nobody waits for. */
    IMPORT(0.4);

    private final double share;

    Priority(double share) {
        this.share = share;
    }

    /** Returns whether one more request may start while so many are being handled. */
    boolean admits(int requests, int limit) {
        return requests < limit * share;
    }
}
