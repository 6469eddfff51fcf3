package io.ordertable.resilience;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What limits retrying besides the number of attempts, which is Resilience4j's {@code resilience4j.retry.instances.dynamodb}.
 *
 * @param deadline how long a request may take until it is given up; 0 for no limit
 * @param retry the retry budget
 */
@Validated
@ConfigurationProperties("ordertable")
record ResilienceProperties(
        @DefaultValue("5s") @NotNull Duration deadline,
        @DefaultValue @NotNull Retry retry) {

    ResilienceProperties {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("ordertable.deadline must not be negative");
        }
    }

    /**
     * The retry budget.
     *
     * @param budget how many retries the process may be ahead of its successes, 1 to 10,000
     */
    record Retry(@DefaultValue("100") @Min(1) @Max(10_000) int budget) {}
}
