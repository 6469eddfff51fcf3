package io.ordertable.metrics.capacity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How {@code /actuator/capacity} plans.
 *
 * @param window how far it looks back when it measures, 1 s to 1 d; it resolves a sixtieth of that
 * @param targetUtilization the part of the provisioned capacity that auto-scaling aims to have consumed, 0.2 to 0.9 (a limit of
 *     Application Auto Scaling)
 * @param peakFactor how many times the average the peak is taken to be, at least
 * @param prices what capacity costs
 */
@Validated
@ConfigurationProperties("ordertable.capacity")
record CapacityProperties(
        @DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration window,

        @DefaultValue("0.7") @DecimalMin("0.2") @DecimalMax("0.9") double targetUtilization,

        @DefaultValue("2") @DecimalMin("1") @DecimalMax("100") double peakFactor,

        @Valid @NotNull Prices prices) {

    /**
     * List prices in USD, standard table class, without the free tier. They change: give your region's.
     *
     * @param region where they apply
     * @param date as of when they are known
     * @param source where
     * @param onDemandReadMillion for a million read request units
     * @param onDemandWriteMillion for a million write request units
     * @param provisionedReadHour for a read capacity unit for an hour
     * @param provisionedWriteHour for a write capacity unit for an hour
     */
    record Prices(
            @NotBlank String region,
            @NotNull LocalDate date,
            @NotBlank String source,
            @NotNull @Positive BigDecimal onDemandReadMillion,
            @NotNull @Positive BigDecimal onDemandWriteMillion,
            @NotNull @Positive BigDecimal provisionedReadHour,
            @NotNull @Positive BigDecimal provisionedWriteHour) {}
}
