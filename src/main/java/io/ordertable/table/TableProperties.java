package io.ordertable.table;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which table the service uses.
 *
 * @param name the table's name
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

        @DefaultValue("false") boolean create) {}
