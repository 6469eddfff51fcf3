package io.ordertable.metrics.hotkeys;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;

/**
 * Which keys consumed most, and about how much, in bounded memory: Misra and Gries' algorithm as Apache DataSketches has it.
 * Weights are thousandths of a capacity unit.
 */
class KeySketch {

    private static final double SCALE = 1_000;

    private final FrequentItemsSketch<String> sketch;

    /** Makes one that tells apart three quarters of so many keys. */
    KeySketch(int counters) {
        this.sketch = new FrequentItemsSketch<>(counters);
    }

    /**
     * A key and what it consumed.
     *
     * @param key the key
     * @param units capacity units, at most
     * @param atLeast capacity units, at least
     */
    record Estimate(String key, double units, double atLeast) {}

    void add(String key, double units) {
        sketch.update(key, Math.round(units * SCALE));
    }

    void merge(KeySketch other) {
        sketch.merge(other.sketch);
    }

    /** Capacity units of all keys. */
    double total() {
        return sketch.getStreamLength() / SCALE;
    }

    /** The keys that consumed most, most first. None is missing whose consumption exceeds the sketch's error. */
    List<Estimate> top(int most) {
        return Stream.of(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
                .map(row -> new Estimate(row.getItem(), row.getEstimate() / SCALE, row.getLowerBound() / SCALE))
                .sorted(Comparator.comparingDouble(Estimate::units).reversed())
                .limit(most)
                .toList();
    }
}
