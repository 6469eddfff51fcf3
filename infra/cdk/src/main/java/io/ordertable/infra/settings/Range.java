package io.ordertable.infra.settings;

/** The limits of auto-scaling, both inclusive. */
public record Range(int min, int max) {

    public Range {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException("A range must have 1 <= min <= max, not " + min + " to " + max);
        }
    }
}
