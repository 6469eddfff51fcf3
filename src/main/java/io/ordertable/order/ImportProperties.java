package io.ordertable.order;

import io.ordertable.calls.Deadline;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of imports.
 *
 * @param maxLineSize the longest accepted line, 1 byte to 16 MB; longer ones are skipped and reported. Any order that fits into an item fits into
 *     the default
 * @param maxRunning how many imports may run at the same time, 1 to 1,000; further ones are rejected with 503. Each uses up to 20 MB
 * @param parallelism how many batches of one import are written at the same time, 1 to 64
 * @param batchDeadline how long storing a batch may take, 100 ms to 1 h; 0 for no limit. Orders that are not stored by then are reported
 */
@Validated
@ConfigurationProperties("ordertable.import")
record ImportProperties(
        @DefaultValue("512KB") @NotNull DataSize maxLineSize,
        @DefaultValue("4") @Min(1) @Max(1_000) int maxRunning,
        @DefaultValue("4") @Min(1) @Max(64) int parallelism,
        @DefaultValue("20s") @NotNull Duration batchDeadline) {

    private static final DataSize LONGEST = DataSize.ofMegabytes(16);

    ImportProperties {
        if (maxLineSize.toBytes() < 1 || maxLineSize.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "ordertable.import.max-line-size must be between 1B and 16MB, not " + maxLineSize);
        }
        Deadline.check("ordertable.import.batch-deadline", batchDeadline);
    }
}
