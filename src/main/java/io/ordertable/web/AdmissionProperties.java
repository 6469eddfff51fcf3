package io.ordertable.web;

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
 * Bounds of the limit of requests that are handled at once; further ones are rejected with 503.
 *
 * @param minRequests the lowest limit, 1 to 10,000
 * @param maxRequests the highest limit, 1 to 10,000, with which the service starts
 * @param maxWait the limit falls while most threads wait longer than this for a processor, 1 ms to 1 s
 */
@Validated
@ConfigurationProperties("ordertable.admission")
record AdmissionProperties(
        @DefaultValue("128") @Min(1) @Max(10_000) int minRequests,
        @DefaultValue("256") @Min(1) @Max(10_000) int maxRequests,

        @DefaultValue("10ms") @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 1)
        Duration maxWait) {

    AdmissionProperties {
        if (minRequests > maxRequests) {
            throw new IllegalArgumentException("ordertable.admission.min-requests must not be above max-requests");
        }
    }
}
