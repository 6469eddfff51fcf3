package io.ordertable.infra.observability;

import io.ordertable.infra.Contract;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of the service's metrics in Prometheus, which follow from those in CloudWatch. */
final class PrometheusNames {

    /** Counters and timers are both published as a count. */
    private static final Set<String> TIMERS = Set.of("dynamodb.request", "http.server.requests");

    private static final Pattern KEY = Pattern.compile("<(\\w+)>");

    private PrometheusNames() {}

    /** Returns the query with the names of metrics in place of their keys in the contract, such as {@code <budget>}. */
    static String resolve(String query) {
        return KEY.matcher(query).replaceAll(key -> name(key.group(1)));
    }

    private static String name(String key) {
        String published = Contract.metric(key).name();
        String meter = published.replaceFirst("(\\.percentile)?\\.(value|count)$", "");
        boolean counts = published.endsWith(".count");
        String suffix = TIMERS.contains(meter) ? counts ? ".seconds.count" : ".seconds" : counts ? ".total" : "";
        return (meter + suffix).replace('.', '_');
    }
}
