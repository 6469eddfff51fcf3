package io.ordertable.metrics;

import io.ordertable.metrics.RecentTraffic.Demand;
import io.ordertable.metrics.RecentTraffic.Load;
import io.ordertable.table.TableDescription.Missing;
import io.ordertable.table.TableProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Reads figures of the whole table from CloudWatch, if that is asked for and metrics are exported to it, at most once a minute. */
@Component
public class TableFiguresReader {

    private static final Duration VALIDITY = Duration.ofMinutes(1);
    private static final long TIMEOUT_SECONDS = 2;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int PERIOD_SECONDS = 60;

    private static final List<String> CAUSES =
            List.of("KeyRangeThroughput", "ProvisionedThroughput", "MaxOnDemandThroughput", "AccountLimit");

    private final boolean enabled;
    private final String table;
    private final ObjectProvider<CloudWatchAsyncClient> client;
    private final Clock clock;
    private @Nullable TableFigures last;
    private Instant expiry = Instant.MIN;

    /**
     * Settings of the report about the table.
     *
     * @param cloudwatch whether it includes CloudWatch's figures of the whole table; each request for 30 metrics is charged for
     */
    @ConfigurationProperties("ordertable.expert")
    record Properties(@DefaultValue("false") boolean cloudwatch) {}

    TableFiguresReader(
            Properties properties, TableProperties table, ObjectProvider<CloudWatchAsyncClient> client, Clock clock) {
        this.enabled = properties.cloudwatch();
        this.table = table.name();
        this.client = client;
        this.clock = clock;
    }

    /** Returns the figures; {@code null} if they are not asked for. */
    public synchronized @Nullable TableFigures read() {
        CloudWatchAsyncClient cloudWatch = enabled ? client.getIfAvailable() : null;
        Instant now = clock.instant();
        if (cloudWatch != null && !now.isBefore(expiry)) {
            expiry = now.plus(VALIDITY);
            last = read(cloudWatch, now.truncatedTo(ChronoUnit.MINUTES));
        }
        return last;
    }

    private TableFigures read(CloudWatchAsyncClient cloudWatch, Instant end) {
        try {
            return figures(
                    end.minus(WINDOW),
                    cloudWatch
                            .getMetricData(r ->
                                    r.startTime(end.minus(WINDOW)).endTime(end).metricDataQueries(queries()))
                            .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                            .join()
                            .metricDataResults()
                            .stream()
                            .collect(Collectors.toMap(MetricDataResult::id, MetricDataResult::values)));
        } catch (CompletionException e) {
            return new TableFigures(end.minus(WINDOW), Map.of(), Map.of(), Missing.of(e.getCause()));
        }
    }

    private List<MetricDataQuery> queries() {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (Target target : Target.values()) {
            for (String kind : List.of("Read", "Write")) {
                queries.add(query(target, kind, "", "Consumed" + kind + "CapacityUnits"));
                CAUSES.forEach(cause -> queries.add(query(target, kind, cause, kind + cause + "ThrottleEvents")));
            }
        }
        return queries;
    }

    private MetricDataQuery query(Target target, String kind, String cause, String metric) {
        Stream<Dimension> index = target == Target.TABLE
                ? Stream.empty()
                : Stream.of(dimension("GlobalSecondaryIndexName", target.name()));
        List<Dimension> dimensions =
                Stream.concat(Stream.of(dimension("TableName", table)), index).toList();
        return MetricDataQuery.builder()
                .id(id(target, kind, cause))
                .metricStat(s -> s.stat("Sum").period(PERIOD_SECONDS).metric(m -> m.namespace("AWS/DynamoDB")
                        .metricName(metric)
                        .dimensions(dimensions)))
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static String id(Target target, String kind, String cause) {
        return target.tag() + kind + cause;
    }

    private static TableFigures figures(Instant since, Map<String, List<Double>> sums) {
        Map<String, Load> loads = new LinkedHashMap<>();
        Map<String, Map<String, Long>> throttles = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            loads.put(
                    target.tag(),
                    new Load(demand(values(sums, target, "Read", "")), demand(values(sums, target, "Write", ""))));
            Map<String, Long> byCause = new TreeMap<>();
            for (String kind : List.of("Read", "Write")) {
                for (String cause : CAUSES) {
                    double events = sum(values(sums, target, kind, cause));
                    if (events > 0) {
                        byCause.put(kind + cause, Math.round(events));
                    }
                }
            }
            throttles.put(target.tag(), byCause);
        }
        return new TableFigures(since, loads, throttles, null);
    }

    private static List<Double> values(Map<String, List<Double>> sums, Target target, String kind, String cause) {
        return sums.getOrDefault(id(target, kind, cause), List.of());
    }

    private static Demand demand(List<Double> minutes) {
        double peak = minutes.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new Demand(sum(minutes) / WINDOW.toSeconds(), peak / PERIOD_SECONDS);
    }

    private static double sum(List<Double> minutes) {
        return minutes.stream().mapToDouble(Double::doubleValue).sum();
    }
}
