package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Items keep the ids of few changes. */
class ChangeTests {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void changesOfTheLastMinuteAreKept() {
        Change old = change(1, NOW.minusSeconds(60));
        Change recent = change(2, NOW.minusSeconds(59));
        Change latest = change(3, NOW);

        assertThat(latest.after(List.of(old, recent))).containsExactly(recent, latest);
    }

    @Test
    void ofManyChangesTheLatestAreKept() {
        List<Change> changes = List.of();
        for (int version = 1; version <= 100; version++) {
            changes = change(version, NOW).after(changes);
        }

        assertThat(changes)
                .map(Change::version)
                .containsExactlyElementsOf(
                        Stream.iterate(81L, version -> version + 1).limit(20).toList());
    }

    private static Change change(long version, Instant at) {
        return new Change(UUID.randomUUID(), version, at);
    }
}
