package io.ordertable.expert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the capacity plan.
 *
 * @param targetUtilization the part of the provisioned capacity that auto-scaling aims at, 0.2 to 0.9 (a limit of Application
 *     Auto Scaling)
 * @param peakFactor the peak is at least this many times the average
 */
@Validated
@ConfigurationProperties("ordertable.capacity")
record CapacityProperties(
        @DefaultValue("0.7") @DecimalMin("0.2") @DecimalMax("0.9") double targetUtilization,

        @DefaultValue("2") @DecimalMin("1") @DecimalMax("100") double peakFactor,

        @Valid @NotNull Prices prices) {

    /** List prices of a region in USD, of the standard table class, without the free tier; when and where they were read. */
    record Prices(
            @NotBlank String region,
            @NotNull LocalDate date,
            @NotBlank String source,
            @NotNull @Positive BigDecimal onDemandReadMillion,
            @NotNull @Positive BigDecimal onDemandWriteMillion,
            @NotNull @Positive BigDecimal provisionedReadHour,
            @NotNull @Positive BigDecimal provisionedWriteHour) {}
}
