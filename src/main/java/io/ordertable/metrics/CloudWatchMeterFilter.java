package io.ordertable.metrics;

import static java.util.Map.entry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits what is published to CloudWatch, which charges for each metric: only these meters, only with these tags, and only up to a
 * number of metrics. Values that differ only in other tags are summed.
 */
class CloudWatchMeterFilter implements MeterFilter {

    private static final Logger log = LoggerFactory.getLogger(CloudWatchMeterFilter.class);

    private static final String PERCENTILE = ".percentile";
    private static final String OUTCOME = "outcome";
    private static final Set<String> COMMON_TAGS = Set.of("service", "phi");

    private static final Map<String, Set<String>> TAGS = Map.ofEntries(
            entry("dynamodb.request", Set.of("operation", "target", OUTCOME)),
            entry("dynamodb.throttle", Set.of("operation", "target", "reason")),
            entry("dynamodb.capacity.consumed", Set.of("target", "kind")),
            entry("dynamodb.retry.budget", Set.of()),
            entry("resilience4j.circuitbreaker.state", Set.of("state")),
            entry("resilience4j.retry.calls", Set.of("kind")),
            entry("http.server.requests", Set.of(OUTCOME)),
            entry("requests.refused", Set.of("code")),
            entry("quota.refused", Set.of("kind")),
            entry("admission.refused", Set.of()),
            entry("orders.transition", Set.of("to")));

    private final int maxMetrics;
    private int metrics;
    private boolean exceeded;

    CloudWatchMeterFilter(int maxMetrics) {
        this.maxMetrics = maxMetrics;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        Set<String> tags = TAGS.getOrDefault(meterOf(id), Set.of());
        return id.replaceTags(id.getTags().stream()
                .filter(tag -> tags.contains(tag.getKey()) || COMMON_TAGS.contains(tag.getKey()))
                .toList());
    }

    /** Called once for each meter that is not registered yet. */
    @Override
    public synchronized MeterFilterReply accept(Meter.Id id) {
        if (!TAGS.containsKey(meterOf(id)) || isPercentileOfFailures(id)) {
            return MeterFilterReply.DENY;
        }
        // The registry publishes a timer as its sum, count, average and maximum.
        int more = id.getType() == Meter.Type.TIMER ? 4 : 1;
        if (metrics + more > maxMetrics) {
            if (!exceeded) {
                log.warn("CloudWatch: {} is not published because the limit is {} metrics", id.getName(), maxMetrics);
                exceeded = true;
            }
            return MeterFilterReply.DENY;
        }
        metrics += more;
        return MeterFilterReply.NEUTRAL;
    }

    /** A timer's percentiles are gauges of their own, named after it. */
    private static String meterOf(Meter.Id id) {
        String name = id.getName();
        return name.endsWith(PERCENTILE) ? name.substring(0, name.length() - PERCENTILE.length()) : name;
    }

    private static boolean isPercentileOfFailures(Meter.Id id) {
        return id.getName().endsWith(PERCENTILE) && !"success".equalsIgnoreCase(id.getTag(OUTCOME));
    }
}
