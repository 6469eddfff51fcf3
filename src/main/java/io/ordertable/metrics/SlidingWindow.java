package io.ordertable.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was observed of late: a fixed number of slices of equal length, of which the oldest is dropped when a new one begins.
 * One lock, held for as long as an observation takes.
 *
 * @param <S> what is kept of one slice
 */
public class SlidingWindow<S> {

    private record Slice<S>(long number, S content) {}

    private final long sliceNanos;
    private final int slices;
    private final Supplier<S> factory;
    private final LongSupplier nanoTime;
    private final long start;
    private final Deque<Slice<S>> live = new ArrayDeque<>();

    /**
     * A window.
     *
     * @param length of the whole window
     * @param slices into how many slices it is divided
     * @param factory makes an empty slice
     * @param nanoTime the time, as of {@link System#nanoTime()}
     */
    public SlidingWindow(Duration length, int slices, Supplier<S> factory, LongSupplier nanoTime) {
        this.sliceNanos = length.toNanos() / slices;
        this.slices = slices;
        this.factory = factory;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Adds to the slice that is now. */
    public synchronized void observe(Consumer<S> observation) {
        long number = advance();
        if (live.isEmpty() || live.getLast().number() != number) {
            live.addLast(new Slice<>(number, factory.get()));
        }
        observation.accept(live.getLast().content());
    }

    /** Reads the slices that hold something, oldest first; none changes meanwhile. */
    public synchronized <R> R read(Function<List<S>, R> reader) {
        advance();
        Stream<S> contents = live.stream().map(Slice::content);
        return reader.apply(contents.toList());
    }

    /** How much time the window covers: its length, or less where it has not been open for that long. */
    public synchronized Duration covered() {
        long age = nanoTime.getAsLong() - start;
        long newest = age / sliceNanos;
        long oldest = Math.max(0, newest - slices + 1);
        return Duration.ofNanos(age - oldest * sliceNanos);
    }

    /** How long a slice is. */
    public Duration slice() {
        return Duration.ofNanos(sliceNanos);
    }

    private long advance() {
        long number = (nanoTime.getAsLong() - start) / sliceNanos;
        while (!live.isEmpty() && live.getFirst().number() <= number - slices) {
            live.removeFirst();
        }
        return number;
    }
}
