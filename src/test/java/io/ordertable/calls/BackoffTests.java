package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final RetryBudget budget = new RetryBudget(2);

    @Test
    void withoutDeadlineEveryDelayIsAllowed() {
        assertThat(exactly(3_600_000).apply(1)).isEqualTo(3_600_000);
    }

    @Test
    void aDelayThatLeavesTheNextCallNoTimeIsShortened() {
        Backoff backoff = exactly(100_000);

        assertThat(within(Duration.ofSeconds(60), backoff)).isBetween(1L, 59_900L);
        assertThat(within(Duration.ofSeconds(101), backoff)).isEqualTo(100_000);
    }

    @Test
    void noDelayBeginsIfNoCallFitsBehindIt() {
        assertThat(within(Duration.ofMillis(90), exactly(100_000))).isNegative();
        assertThat(budget.level()).isEqualTo(2);
    }

    @Test
    void withoutTokenThereIsNoRetry() {
        Backoff backoff = exactly(0);

        assertThat(backoff.apply(1)).isNotNegative();
        assertThat(backoff.apply(1)).isNotNegative();
        assertThat(backoff.apply(1)).isNegative();
    }

    @Test
    void anInnerDeadlineReplacesTheOuterForItsDuration() {
        Deadline.within(Duration.ofSeconds(1), () -> {
            Deadline.within(Duration.ofSeconds(100), () -> {
                assertThat(Deadline.remaining().orElseThrow()).isGreaterThan(Duration.ofSeconds(90));
                return null;
            });
            assertThat(Deadline.remaining().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            return null;
        });
        assertThat(Deadline.remaining()).isEmpty();
    }

    @Test
    void aLimitOfZeroMeansNoDeadline() {
        Deadline.within(Duration.ofSeconds(1), () -> {
            assertThat(Deadline.<Optional<Duration>, RuntimeException>within(Duration.ZERO, Deadline::remaining))
                    .isEmpty();
            return null;
        });
    }

    @Test
    void aTaskHasTheDeadlineOfTheThreadThatGaveIt() throws InterruptedException {
        AtomicReference<Optional<Duration>> seen = new AtomicReference<>();
        Runnable task =
                Deadline.within(Duration.ofSeconds(5), () -> Deadline.carriedTo(() -> seen.set(Deadline.remaining())));

        Thread.ofVirtual().start(task).join();

        assertThat(seen.get()).hasValueSatisfying(left -> assertThat(left).isPositive());
    }

    private static long within(Duration limit, Backoff backoff) {
        return Deadline.within(limit, () -> backoff.apply(1));
    }

    /** A generator that always returns the greatest delay. */
    private Backoff exactly(long milliseconds) {
        Random highest = new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        };
        return new Backoff(Duration.ofMillis(milliseconds), Duration.ofHours(1), highest, budget, Clock.systemUTC());
    }
}
