package io.ordertable.user;

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
 * How deleted users' data is erased from orders in the background.
 *
 * @param maxRunning how many erasures an instance works on at the same time, 0 to 64; with 0 it leaves them to others
 * @param ordersPerSecond how many orders of an erasure are checked in a second, 5 to 10,000
 * @param interval how often an instance looks for erasures that another one has left unfinished, 1 s to 1 h
 * @param lease how long an instance has for the next orders before another one may continue its erasure, 5 s to 1 h
 * @param secondLook how long after the deletion the last orders are checked again, 0 to 1 h: longer than an import may take to store
 *     an order after it has looked up the user, which is up to {@code ordertable.import.batch-deadline}
 */
@Validated
@ConfigurationProperties("ordertable.erasure")
record ErasureProperties(
        @DefaultValue("2") @Min(0) @Max(64) int maxRunning,
        @DefaultValue("25") @Min(5) @Max(10_000) int ordersPerSecond,

        @DefaultValue("1m") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration interval,

        @DefaultValue("1m") @NotNull @DurationMin(seconds = 5) @DurationMax(hours = 1)
        Duration lease,

        @DefaultValue("30s") @NotNull @DurationMin(nanos = 0) @DurationMax(hours = 1)
        Duration secondLook) {}
