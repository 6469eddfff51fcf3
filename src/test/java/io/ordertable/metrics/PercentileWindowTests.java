package io.ordertable.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Percentiles and maxima with the configuration in {@code application.yml}, which publishes every minute. */
class PercentileWindowTests {

    private static final Duration STEP = Duration.ofMinutes(1);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withConfiguration(
                    AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
            .withBean(MockClock.class);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 21, 39, 40, 41, 59})
    void whatWasSlowAtAnyTimeOfAStepIsSeenAtItsEnd(int second) {
        application.run(context -> {
            MockClock clock = context.getBean(MockClock.class);
            Timer timer = context.getBean(MeterRegistry.class).timer("http.server.requests");
            for (int step = 0; step < 5; step++) {
                clock.add(STEP);
                assertThat(p99(timer)).isZero();
            }

            clock.add(Duration.ofSeconds(second));
            timer.record(Duration.ofSeconds(2));
            clock.add(STEP.minusSeconds(second));

            assertThat(p99(timer)).isBetween(1.9, 2.1);
            assertThat(timer.max(TimeUnit.SECONDS)).isEqualTo(2);
        });
    }

    private static double p99(Timer timer) {
        return timer.takeSnapshot().percentileValues()[2].value(TimeUnit.SECONDS);
    }
}
