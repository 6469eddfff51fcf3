package io.ordertable.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapacityLimitTests {

    private static final long START = Long.MAX_VALUE - Duration.ofMillis(10).toNanos();

    private final CapacityLimit limit = new CapacityLimit(20, START);

    @Test
    void theFirstCallStartsAtOnce() {
        assertThat(limit.delay(at(0))).isZero();
    }

    @Test
    void whatWasConsumedIsPaidForByTime() {
        limit.consumed(2, at(0));
        limit.consumed(1, at(0));

        assertThat(limit.delay(at(0))).isEqualTo(Duration.ofMillis(150));
        assertThat(limit.delay(at(100))).isEqualTo(Duration.ofMillis(50));
        assertThat(limit.delay(at(150))).isZero();
    }

    @Test
    void timeWithoutCallsIsNotSaved() {
        limit.consumed(1, at(5_000));

        assertThat(limit.delay(at(5_000))).isEqualTo(Duration.ofMillis(50));
    }

    private static long at(long milliseconds) {
        return START + Duration.ofMillis(milliseconds).toNanos();
    }
}
