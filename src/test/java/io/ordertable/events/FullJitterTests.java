package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FullJitterTests {

    private static final FullJitter JITTER =
            new FullJitter(Duration.ofMillis(100), Duration.ofSeconds(5), RandomGenerator.getDefault());

    @Property
    void aDelayIsAnywhereUpToTheCeilingThatDoubles(@ForAll @IntRange(min = 1, max = 100) int failures) {
        long ceiling = failures > 6 ? 5_000 : 100L << (failures - 1);

        assertThat(JITTER.delay(failures)).isBetween(Duration.ZERO, Duration.ofMillis(ceiling));
    }

    @Property(tries = 20)
    void delaysReachBothEnds(@ForAll @IntRange(min = 1, max = 10) int failures) {
        long ceiling = failures > 6 ? 5_000 : 100L << (failures - 1);
        FullJitter least = new FullJitter(JITTER.base(), JITTER.cap(), () -> 0L);
        FullJitter most = new FullJitter(JITTER.base(), JITTER.cap(), new Highest());

        assertThat(least.delay(failures)).isZero();
        assertThat(most.delay(failures)).isEqualTo(Duration.ofMillis(ceiling));
    }

    /** Draws the greatest number that may be drawn. */
    private static final class Highest implements RandomGenerator {

        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }
}
