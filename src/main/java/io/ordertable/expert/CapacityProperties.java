package io.ordertable.expert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the capacity plan, and of advice about cost.
 *
 * @param targetUtilization the part of the provisioned capacity that auto-scaling aims at, 0.2 to 0.9 (a limit of Application
 *     Auto Scaling)
 * @param peakFactor the peak is at least this many times the average
 * @param minimumSaving what would save less, in USD a month, is no advice
 */
@Validated
@ConfigurationProperties("ordertable.capacity")
record CapacityProperties(
        @DefaultValue("0.7") @DecimalMin("0.2") @DecimalMax("0.9") double targetUtilization,

        @DefaultValue("2") @DecimalMin("1") @DecimalMax("100") double peakFactor,

        @DefaultValue("50") @DecimalMin("0") double minimumSaving,

        @Valid @NotNull Prices prices) {

    /**
     * List prices of a region in USD, of the standard table class, without the free tier; when and where they were read.
     *
     * @param storageGbMonth a GB of the table and its indexes for a month
     * @param infrequentAccessGbMonth the same in the class Standard-Infrequent Access
     * @param infrequentAccessFactor how many times as much requests cost in that class
     * @param savingsPlan percent that a Database Savings Plan saves; 0 if there is one already
     * @param reserved percent that capacity reserved for a year saves of provisioned capacity, likewise
     */
    record Prices(
            @NotBlank String region,
            @NotNull LocalDate date,
            @NotBlank String source,
            @NotNull @Positive BigDecimal onDemandReadMillion,
            @NotNull @Positive BigDecimal onDemandWriteMillion,
            @NotNull @Positive BigDecimal provisionedReadHour,
            @NotNull @Positive BigDecimal provisionedWriteHour,
            @NotNull @Positive BigDecimal storageGbMonth,
            @NotNull @Positive BigDecimal infrequentAccessGbMonth,
            @NotNull @Positive BigDecimal infrequentAccessFactor,
            @NotNull @PositiveOrZero @Max(100) BigDecimal savingsPlan,
            @NotNull @PositiveOrZero @Max(100) BigDecimal reserved) {}
}
