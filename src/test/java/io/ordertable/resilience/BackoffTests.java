package io.ordertable.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BackoffTests {

    private static final FullJitter AT_LEAST_NOTHING =
            new FullJitter(Duration.ofMillis(100), Duration.ofSeconds(30), new Random(1));

    private final RetryBudget budget = new RetryBudget(2);

    @Test
    void withoutDeadlineEveryDelayIsAllowed() {
        assertThat(backoff(exactly(3_600_000)).apply(1)).isEqualTo(3_600_000);
    }

    @Test
    void aDelayThatLeavesTheNextCallNoTimeIsShortened() {
        Backoff backoff = backoff(exactly(100_000));

        assertThat(within(Duration.ofSeconds(60), backoff)).isBetween(1L, 59_900L);
        assertThat(within(Duration.ofSeconds(101), backoff)).isEqualTo(100_000);
    }

    @Test
    void noDelayBeginsIfNoCallFitsBehindIt() {
        assertThat(within(Duration.ofMillis(90), backoff(exactly(100_000)))).isNegative();
        assertThat(budget.level()).isEqualTo(2);
    }

    @Test
    void withoutTokenThereIsNoRetry() {
        Backoff backoff = backoff(AT_LEAST_NOTHING);

        assertThat(backoff.apply(1)).isNotNegative();
        assertThat(backoff.apply(1)).isNotNegative();
        assertThat(backoff.apply(1)).isNegative();
    }

    @Test
    void whatIsLeftUndoneIsAskedForAsOftenAsACallIsAttempted() {
        Backoff backoff = backoff(exactly(0));

        assertThat(backoff.pause(7, () -> "")).isTrue();
        assertThat(backoff.pause(8, () -> "")).isFalse();
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
    void aTaskHasTheDeadlineOfTheThreadThatGaveIt() throws InterruptedException {
        AtomicReference<Optional<Duration>> seen = new AtomicReference<>();
        Runnable task =
                Deadline.within(Duration.ofSeconds(5), () -> Deadline.carriedTo(() -> seen.set(Deadline.remaining())));

        Thread.ofVirtual().start(task).join();

        assertThat(seen.get()).hasValueSatisfying(left -> assertThat(left).isPositive());
    }

    @Test
    void aRequestHasTheConfiguredDeadlineAndNoneAtZero() throws Exception {
        assertThat(inRequest("5s"))
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5)));
        assertThat(inRequest("0")).isEmpty();
        assertThat(Deadline.remaining()).isEmpty();
    }

    private static Optional<Duration> inRequest(String deadline) throws Exception {
        Duration limit = DurationStyle.detectAndParse(deadline);
        DeadlineFilter filter =
                new DeadlineFilter(new ResilienceProperties(limit, new ResilienceProperties.Retry(100)));
        AtomicReference<Optional<Duration>> seen = new AtomicReference<>();
        filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), new MockFilterChain() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response) throws IOException {
                seen.set(Deadline.remaining());
            }
        });
        return seen.get();
    }

    private static long within(Duration limit, Backoff backoff) {
        return Deadline.within(limit, () -> backoff.apply(1));
    }

    private Backoff backoff(FullJitter jitter) {
        return new Backoff(jitter, budget, 8);
    }

    /** Chance that always falls on the ceiling. */
    private static FullJitter exactly(long milliseconds) {
        return new FullJitter(Duration.ofMillis(milliseconds), Duration.ofHours(1), new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        });
    }
}
