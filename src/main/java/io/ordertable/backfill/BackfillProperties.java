package io.ordertable.backfill;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of a backfill.
 *
 * @param freeReads read units a second that the table can serve besides its load
 * @param freeIndexReads read units a second that the status index can serve besides its load
 * @param freeWrites write units a second that the table and each index can take besides their load
 * @param share the part of them that the backfill may use, above 0 and at most 1
 * @param parallelism how many partitions of the status index are read at once
 * @param dryRun whether to count only
 */
@Validated
@ConfigurationProperties("ordertable.backfill")
record BackfillProperties(
        @DefaultValue("100") @Min(1) @Max(1_000_000) int freeReads,
        @DefaultValue("20") @Min(1) @Max(1_000_000) int freeIndexReads,
        @DefaultValue("50") @Min(1) @Max(1_000_000) int freeWrites,

        @DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1") double share,

        @DefaultValue("4") @Min(1) @Max(64) int parallelism,
        @DefaultValue("false") boolean dryRun) {}
