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
 * How the service calls DynamoDB. Times are 1 ms to 1 h.
 *
 * @param callTimeout how long one attempt may take; DynamoDB answers in milliseconds, so a late answer is probably lost
 * @param connectionTimeout how long opening a connection, or waiting for a free one, may take
 * @param connectionMaxIdleTime when an unused connection is closed; before DynamoDB does so, after about a minute
 * @param maxConnections how many attempts may run at once, because virtual threads set no limit
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
