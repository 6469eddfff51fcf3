package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionLimitTests {

    private static final int MIN = 64;
    private static final int MAX = 256;

    private final AdmissionLimit limit =
            new AdmissionLimit(new AdmissionLimit.Properties(MIN, MAX, Duration.ofMillis(20)));

    @Test
    void startsAtTheTop() {
        assertThat(limit.getLimit()).isEqualTo(MAX);
    }

    @Test
    void staysThereWhileThreadsHardlyWait() {
        observe(20, 100);

        assertThat(limit.getLimit()).isEqualTo(MAX);
    }

    @Test
    void aMomentsWaitChangesLittle() {
        limit.adapt(Duration.ofMillis(50).toNanos(), 0.1);

        assertThat(limit.getLimit()).isEqualTo(MAX);
    }

    @Test
    void fallsToTheBottomIfWaitsStayLong() {
        observe(80, 20);

        assertThat(limit.getLimit()).isEqualTo(MIN);
    }

    @Test
    void aShortBurstLowersItOnlyALittle() {
        observe(80, 2);

        assertThat(limit.getLimit()).isBetween(MAX * 8 / 10, MAX - 1);
    }

    @Test
    void isBackAtTheTopWithinTwoSecondsAfterwards() {
        observe(80, 50);

        observe(1, 20);

        assertThat(limit.getLimit()).isEqualTo(MAX);
    }

    private void observe(int waitMillis, int windows) {
        for (int i = 0; i < windows; i++) {
            limit.adapt(Duration.ofMillis(waitMillis).toNanos(), 1);
        }
    }
}
