package io.ordertable.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * Delays the shutdown of the web server once readiness is down, so that a load balancer can notice before connections are refused.
 * Phases stop from the highest down, this one before the web server.
 */
@Component
class ShutdownDelay implements SmartLifecycle {

    private final Duration delay;
    private volatile boolean running;

    ShutdownDelay(Properties properties) {
        this.delay = properties.shutdownDelay();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * How the service stops.
     *
     * @param shutdownDelay how long it accepts requests after {@code SIGTERM}, 0 to 1 h: a little more than a load balancer that
     *     watches readiness takes to notice
     */
    @Validated
    @ConfigurationProperties("ordertable")
    record Properties(
            @DefaultValue("0s") @NotNull @DurationMin(nanos = 0) @DurationMax(hours = 1)
            Duration shutdownDelay) {}
}
