package io.ordertable.table;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which table the service uses.
 *
 * @param name the table's name
 * @param statusShards how many partitions of {@link TableItem#GSI2} share the orders of one status. It must not change once the table
 *     has orders, because they stay in their shards
 * @param create whether to create the table at start-up if it is missing; for local runs and tests
 */
@Validated
@ConfigurationProperties("ordertable.table")
public record TableProperties(
        @DefaultValue("ordertable")
        @Pattern(
                regexp = "[A-Za-z0-9_.-]{3,255}",
                message = "must be 3 to 255 letters, digits, underscores, hyphens or dots")
        @NotNull String name,

        @DefaultValue("4") @Min(1) @Max(64) int statusShards,
        @DefaultValue("false") boolean create) {}
