package io.ordertable.calls;

import jakarta.validation.Valid;
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
 * @param deadline how long a request may take until it is given up, 100 ms to 1 h; 0 for no limit
 * @param retry the retry budget
 */
@Validated
@ConfigurationProperties("ordertable")
public record CallsProperties(
        @DefaultValue("5s") @NotNull @DeadlineLimit Duration deadline,
        @DefaultValue @Valid @NotNull Retry retry) {

    /**
     * The retry budget.
     *
     * @param budget how many retries the process may be ahead of its successes, 1 to 10,000
     */
    record Retry(@DefaultValue("100") @Min(1) @Max(10_000) int budget) {}
}
