package io.ordertable.calls;

import io.ordertable.calls.CallHistory.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what happened in the last hour, for each minute, which limits its memory. */
final class Occurrences {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;

    /** Keyed by the first occurrence of a minute. */
    private final NavigableMap<Instant, Long> counts = new TreeMap<>();

    Occurrences(Clock clock) {
        this.clock = clock;
    }

    synchronized void add() {
        Instant now = clock.instant();
        Instant last = recent().isEmpty() ? Instant.MIN : counts.lastKey();
        counts.merge(now.isBefore(last.plus(MINUTE)) ? last : now, 1L, Long::sum);
    }

    synchronized Optional<Seen> seen() {
        return recent().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Seen(counts.values().stream().mapToLong(n -> n).sum(), counts.firstKey()));
    }

    private NavigableMap<Instant, Long> recent() {
        counts.headMap(clock.instant().minus(WINDOW), true).clear();
        return counts;
    }
}
