package io.ordertable.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A recent change of an item. An attempt that is repeated because its answer was lost recognizes its own change by the id, even if
 * another writer has changed the item since.
 *
 * @param id unique to this change
 * @param version the version that it led to
 */
public record Change(UUID id, long version, Instant at) {

    /** Longer than any request may take. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** The largest number of changes that an item keeps. */
    private static final int MAX = 20;

    /** Returns the changes that an item keeps: this one, and the recent ones before it. */
    public List<Change> after(List<Change> earlier) {
        List<Change> recent = earlier.stream()
                .filter(change -> change.at.isAfter(at.minus(KEPT)))
                .toList();
        return Stream.concat(recent.stream().skip(Math.max(0, recent.size() - (MAX - 1))), Stream.of(this))
                .toList();
    }
}
