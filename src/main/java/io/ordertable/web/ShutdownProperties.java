package io.ordertable.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service ends.
 *
 * @param shutdownDelay how long it goes on accepting requests after {@code SIGTERM} while its readiness is down already. For load
 *     balancers that watch readiness: a little more than they take to notice
 */
@Validated
@ConfigurationProperties("ordertable")
record ShutdownProperties(
        @DefaultValue("0s") @NotNull @DurationMin(nanos = 0) @DurationMax(hours = 1)
        Duration shutdownDelay) {}
