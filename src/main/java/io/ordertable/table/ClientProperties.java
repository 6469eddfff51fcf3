package io.ordertable.table;

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
 * How the service talks to DynamoDB. The SDK's own retries are always off, so an attempt and a call are the same and have one
 * time-out. Times are 1 ms to 1 h.
 *
 * @param callTimeout how long one attempt may take. DynamoDB answers in milliseconds; one that takes far longer is
 *     lost, and another attempt is worth more than waiting. The request's deadline shortens it
 * @param connectionTimeout how long opening a connection may take, and waiting for a free one: within a region milliseconds, so
 *     that a second is a broken network or a pool that is too small
 * @param connectionMaxIdleTime when an unused connection is closed; shorter than the minute or so after which DynamoDB does, as a
 *     call on a connection that is just being closed is lost
 * @param maxConnections how many attempts may be under way at once, 1 to 10,000; virtual threads set no limit of their own
 */
@Validated
@ConfigurationProperties("ordertable.dynamodb")
public record ClientProperties(
        @DefaultValue("2s") @NotNull @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration callTimeout,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration connectionTimeout,

        @DefaultValue("50s") @NotNull @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration connectionMaxIdleTime,

        @DefaultValue("256") @Min(1) @Max(10_000) int maxConnections) {}
