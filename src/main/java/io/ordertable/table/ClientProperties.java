package io.ordertable.table;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the service talks to DynamoDB.
 *
 * @param callTimeout how long one attempt may take. DynamoDB answers in milliseconds; one that takes far longer is lost, and
 *     another attempt is worth more than waiting
 * @param connectionTimeout how long opening a connection may take, and waiting for a free one
 * @param connectionMaxIdleTime when an unused connection is closed; shorter than the minute or so after which DynamoDB does
 * @param maxConnections how many attempts may be under way at once, 1 to 10,000; virtual threads set no limit of their own
 */
@Validated
@ConfigurationProperties("ordertable.dynamodb")
record ClientProperties(
        @DefaultValue("2s") @NotNull Duration callTimeout,
        @DefaultValue("1s") @NotNull Duration connectionTimeout,
        @DefaultValue("50s") @NotNull Duration connectionMaxIdleTime,
        @DefaultValue("256") @Min(1) @Max(10_000) int maxConnections) {}
