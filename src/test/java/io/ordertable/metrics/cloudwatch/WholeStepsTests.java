package io.ordertable.metrics.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeStepsTests {

    private static final Duration STEP = Duration.ofMinutes(1);

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 21, 39, 40, 41, 59})
    void whatWasSlowAtAnyTimeOfAStepIsSeenAtItsEnd(int second) {
        registry.config().meterFilter(new WholeSteps(STEP));
        Timer timer =
                Timer.builder("http.server.requests").publishPercentiles(0.99).register(registry);
        for (int step = 0; step < 5; step++) {
            clock.add(STEP);
            assertThat(p99(timer)).isZero();
        }

        clock.add(Duration.ofSeconds(second));
        timer.record(Duration.ofSeconds(2));
        clock.add(STEP.minusSeconds(second));

        assertThat(p99(timer)).isBetween(1.9, 2.1);
        assertThat(timer.max(TimeUnit.SECONDS)).isEqualTo(2);
    }

    private static double p99(Timer timer) {
        return timer.takeSnapshot().percentileValues()[0].value(TimeUnit.SECONDS);
    }
}
