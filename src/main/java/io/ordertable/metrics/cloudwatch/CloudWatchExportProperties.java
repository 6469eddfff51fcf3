package io.ordertable.metrics.cloudwatch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the export to CloudWatch, which {@code management.cloudwatch.metrics.export.namespace} turns on.
 *
 * @param maxMetrics how many different metrics may be published, each of which costs about 0.30 USD a month; 1 to 10,000. What
 *     comes later is not published
 * @param callTimeout how long one call may take, connecting and one repetition included; 1 ms to 1 h
 */
@Validated
@ConfigurationProperties("ordertable.cloudwatch")
record CloudWatchExportProperties(
        @DefaultValue("250") @Min(1) @Max(10_000) int maxMetrics,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration callTimeout) {}
