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
 * What limits retries, besides Resilience4j's number of attempts.
 *
 * @param deadline how long a request may take, 100 ms to 1 h; 0 for no limit
 * @param retry the retry budget
 */
@Validated
@ConfigurationProperties("ordertable")
public record CallsProperties(
        @DefaultValue("5s") @NotNull Duration deadline,
        @DefaultValue @Valid @NotNull Retry retry) {

    /** Checks the deadline. */
    public CallsProperties {
        Deadline.check("ordertable.deadline", deadline);
    }

    /**
     * The retry budget.
     *
     * @param budget how many retries may be ahead of successes
     */
    record Retry(@DefaultValue("100") @Min(1) @Max(10_000) int budget) {}
}
