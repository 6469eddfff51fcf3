package io.ordertable.metrics.cloudwatch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the CloudWatch metrics that the accepted meters become, and refuses what would exceed a limit. Not itself a filter, as
 * Boot gives each bean that is one to every registry.
 */
class MetricBudget {

    private static final Logger log = LoggerFactory.getLogger(MetricBudget.class);

    private final int limit;
    private final Set<Meter.Id> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean exceeded = new AtomicBoolean();
    private int metrics;

    MetricBudget(int limit) {
        this.limit = limit;
    }

    /** Refuses what would exceed the limit. */
    MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return spend(id);
            }
        };
    }

    private synchronized MeterFilterReply spend(Meter.Id id) {
        if (accepted.contains(id)) {
            return MeterFilterReply.NEUTRAL;
        }
        int more = metricsOf(id.getType());
        if (metrics + more > limit) {
            if (exceeded.compareAndSet(false, true)) {
                log.warn("CloudWatch: {} is not published, as {} metrics are the limit", id.getName(), limit);
            }
            return MeterFilterReply.DENY;
        }
        accepted.add(id);
        metrics += more;
        return MeterFilterReply.NEUTRAL;
    }

    /** How many different metrics there are up to now. */
    synchronized int metrics() {
        return metrics;
    }

    int limit() {
        return limit;
    }

    /** A timer is published as sum, count, average and maximum; its percentiles are gauges. */
    private static int metricsOf(Meter.Type type) {
        return switch (type) {
            case TIMER, DISTRIBUTION_SUMMARY -> 4;
            case LONG_TASK_TIMER -> 2;
            case COUNTER, GAUGE, OTHER -> 1;
        };
    }
}
