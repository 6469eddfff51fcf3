package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;

class ShutdownDelayTests {

    private final ShutdownDelay delay = new ShutdownDelay(new ShutdownProperties(Duration.ofMillis(150)));

    @Test
    void stoppingTakesTheDelay() {
        delay.start();
        long start = System.nanoTime();

        delay.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(delay.isRunning()).isFalse();
    }

    @Test
    void theWebServerStopsAcceptingOnlyAfterIt() {
        assertThat(delay.getPhase()).isGreaterThan(WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE);
    }
}
