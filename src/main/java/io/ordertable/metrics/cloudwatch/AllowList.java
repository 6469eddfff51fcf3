package io.ordertable.metrics.cloudwatch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is published to CloudWatch: these meters, by these tags, and nothing else. Tags left out are summed over. */
class AllowList implements MeterFilter {

    private static final String SERVICE = "service";
    private static final String PERCENTILE = ".percentile";
    private static final String OUTCOME = "outcome";

    private static final Map<String, Set<String>> TAGS = Map.of(
            "dynamodb.request", Set.of("operation", "target", OUTCOME),
            "dynamodb.throttle", Set.of("operation", "target", "reason"),
            "dynamodb.capacity.consumed", Set.of("target", "kind"),
            "dynamodb.retry.budget", Set.of(),
            "resilience4j.circuitbreaker.state", Set.of("state"),
            "resilience4j.retry.calls", Set.of("kind"),
            "http.server.requests", Set.of(OUTCOME),
            "orders.created", Set.of(),
            "orders.transition", Set.of("to"));

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (!TAGS.containsKey(meterOf(id))) {
            return MeterFilterReply.DENY;
        }
        boolean quickFailure = id.getName().endsWith(PERCENTILE) && !"success".equalsIgnoreCase(id.getTag(OUTCOME));
        return quickFailure ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        Set<String> kept = TAGS.get(meterOf(id));
        if (kept == null) {
            return id;
        }
        List<Tag> tags = id.getTags().stream()
                .filter(tag -> kept.contains(tag.getKey())
                        || tag.getKey().equals(SERVICE)
                        || tag.getKey().equals("phi"))
                .toList();
        return id.replaceTags(tags);
    }

    /** A timer's percentiles are meters of their own, named after it. */
    private static String meterOf(Meter.Id id) {
        String name = id.getName();
        return name.endsWith(PERCENTILE) ? name.substring(0, name.length() - PERCENTILE.length()) : name;
    }
}
