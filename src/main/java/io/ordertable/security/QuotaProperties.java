package io.ordertable.security;

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
 * How much a caller may use through each instance. A partition has 3,000 read and 1,000 write units a second.
 *
 * @param enabled whether there are quotas
 * @param customerReads read capacity units a second of a customer
 * @param customerWrites write capacity units a second of a customer
 * @param staffReads read capacity units a second of a member of staff or a machine
 * @param staffWrites write capacity units a second of a member of staff or a machine
 * @param customerRequests how many requests of a customer are handled at once; further ones wait
 * @param staffRequests how many requests of a member of staff or a machine are handled at once; further ones wait
 * @param failedAuthentications requests a second without a valid token that one client address may send
 * @param burst how long a caller that was idle may exceed the rate: a full budget holds what accrues in this time
 * @param trustedProxies how many proxies in front append their client's address to {@code X-Forwarded-For}; without any, the peer is
 *     the client
 */
@Validated
@ConfigurationProperties("ordertable.quotas")
record QuotaProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("200") @Min(1) @Max(QuotaProperties.MOST) int customerReads,

        @DefaultValue("50") @Min(1) @Max(QuotaProperties.MOST) int customerWrites,

        @DefaultValue("1500") @Min(1) @Max(QuotaProperties.MOST) int staffReads,

        @DefaultValue("500") @Min(1) @Max(QuotaProperties.MOST) int staffWrites,

        @DefaultValue("16") @Min(1) @Max(QuotaProperties.MOST) int customerRequests,

        @DefaultValue("64") @Min(1) @Max(QuotaProperties.MOST) int staffRequests,

        @DefaultValue("100") @Min(1) @Max(QuotaProperties.MOST) int failedAuthentications,

        @DefaultValue("2s") @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration burst,

        @DefaultValue("0") @Min(0) @Max(10) int trustedProxies) {

    static final int MOST = 1_000_000;
}
