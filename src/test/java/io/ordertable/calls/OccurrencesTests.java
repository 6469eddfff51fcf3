package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FakeClock;
import io.ordertable.calls.CallHistory.Seen;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OccurrencesTests {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final FakeClock clock = new FakeClock(NOON);
    private final Occurrences occurrences = new Occurrences(clock);

    @Test
    void theyAreCountedSinceTheFirstOfTheLastHour() {
        assertThat(occurrences.seen()).isEmpty();

        occurrences.add();
        clock.move(Duration.ofSeconds(59));
        occurrences.add();
        clock.move(Duration.ofMinutes(30));
        occurrences.add();
        assertThat(occurrences.seen()).contains(new Seen(3, NOON));

        clock.move(Duration.ofMinutes(30));
        assertThat(occurrences.seen()).contains(new Seen(1, NOON.plusSeconds(30 * 60 + 59)));

        clock.move(Duration.ofHours(1));
        assertThat(occurrences.seen()).isEmpty();
    }
}
