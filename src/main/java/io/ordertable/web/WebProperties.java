package io.ordertable.web;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the HTTP side.
 *
 * @param maxBodySize the largest JSON body that is read, 1 byte to 16 MB; larger ones are rejected with 413. An import is limited
 *     line by line
 * @param bodyGrace how long a body may take before its rate counts
 * @param minBodyRate how many bytes of a body have to arrive in a second, on average after the grace; slower ones are rejected with
 *     408
 * @param stallTimeout when a request or a response is given up on which nothing moves
 * @param serverTiming whether responses show in {@code Server-Timing} how long the request took and what it used of DynamoDB
 */
@Validated
@ConfigurationProperties("ordertable.web")
record WebProperties(
        @DefaultValue("512KB") @NotNull DataSize maxBodySize,

        @DefaultValue("5s") @NotNull @DurationMin(nanos = 0) @DurationMax(hours = 1)
        Duration bodyGrace,

        @DefaultValue("10KB") @NotNull DataSize minBodyRate,

        @DefaultValue("20s") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration stallTimeout,

        @DefaultValue("false") boolean serverTiming) {

    private static final DataSize LARGEST = DataSize.ofMegabytes(16);

    WebProperties {
        if (maxBodySize.toBytes() < 1 || maxBodySize.compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "ordertable.web.max-body-size must be between 1B and 16MB, not " + maxBodySize);
        }
        if (minBodyRate.isNegative()) {
            throw new IllegalArgumentException("ordertable.web.min-body-rate must not be negative");
        }
    }
}
