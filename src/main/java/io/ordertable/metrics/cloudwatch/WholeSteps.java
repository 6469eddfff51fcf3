package io.ordertable.metrics.cloudwatch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;

/**
 * Makes percentiles and maxima cover all that happened since they were last published. Micrometer forgets in parts of a third, so
 * over its default, one step, they may cover two thirds of a step only, and what was slow before that would be in none of them.
 */
class WholeSteps implements MeterFilter {

    private final DistributionStatisticConfig window;

    /** For a registry that publishes at this interval. */
    WholeSteps(Duration step) {
        window = DistributionStatisticConfig.builder()
                .expiry(step.multipliedBy(2))
                .build();
    }

    /** Leaves an expiry that is configured as it is. */
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return config.merge(window);
    }
}
