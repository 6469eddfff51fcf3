package io.ordertable.infra.settings;

/** Between how much and how much something is scaled, both included. */
public record Range(int min, int max) {

    public Range {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("A range needs 1 <= min <= max, not " + min + " to " + max);
        }
    }
}
