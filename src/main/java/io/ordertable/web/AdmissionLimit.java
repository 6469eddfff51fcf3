package io.ordertable.web;

import com.netflix.concurrency.limits.limit.SettableLimit;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests may be handled at once. Adapts to how long threads wait for a processor. The algorithms of Netflix's library infer
 * that from the duration of requests: they would refuse normal load as soon as DynamoDB takes longer to answer.
 */
@Component
class AdmissionLimit extends SettableLimit {

    /** Many requests that DynamoDB answers at the same moment wait too, but a processor that has time left soon catches up. */
    private static final double MOST = 0.75;

    /** Slowly, so that a short burst is handled rather than refused. */
    private static final double FALL = 0.9;

    private final double min;
    private final double max;
    private final double maxWait;
    private double limit;
    private volatile double recentWait;

    /** The share of recent observations that waited too long. */
    private double late;

    AdmissionLimit(Properties properties) {
        super(properties.maxRequests());
        this.min = properties.minRequests();
        this.max = properties.maxRequests();
        this.maxWait = properties.maxWait().toNanos();
        this.limit = max;
    }

    /**
     * Adapts the limit to an observation.
     *
     * @param wait how long a thread has waited for a processor, in nanoseconds
     * @param weight how much the observation counts, up to 1
     */
    void adapt(long wait, double weight) {
        recentWait += (wait - recentWait) * weight;
        late += ((wait > maxWait ? 1 : 0) - late) * weight;
        double next = late > MOST ? limit * FALL : limit + Math.sqrt(limit);
        limit = Math.clamp(limit + (next - limit) * weight, min, max);
        setLimit((int) limit);
    }

    /** Returns how long threads have waited for a processor recently, in nanoseconds. */
    double recentWait() {
        return recentWait;
    }

    /**
     * Bounds of the limit of requests that are handled at once; further ones are rejected with 503.
     *
     * @param minRequests the lowest limit, 1 to 10,000
     * @param maxRequests the highest limit, 1 to 10,000, with which the service starts
     * @param maxWait the limit falls while most threads wait longer than this for a processor, 1 ms to 1 s
     */
    @Validated
    @ConfigurationProperties("ordertable.admission")
    record Properties(
            @DefaultValue("128") @Min(1) @Max(10_000) int minRequests,
            @DefaultValue("256") @Min(1) @Max(10_000) int maxRequests,

            @DefaultValue("10ms") @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 1)
            Duration maxWait) {

        Properties {
            if (minRequests > maxRequests) {
                throw new IllegalArgumentException("ordertable.admission.min-requests must not be above max-requests");
            }
        }
    }
}
