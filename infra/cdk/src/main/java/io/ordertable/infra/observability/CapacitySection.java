package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.sizing.Sizing;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** How much capacity is left before requests are throttled. */
final class CapacitySection {

    private static final double HIGH_PERCENT = 85;
    private static final int MINUTES = 5;

    private CapacitySection() {}

    static Section of(TableMetrics table, Settings settings) {
        return new Section(
                "How much capacity is left?",
                TableMetrics.targets()
                        .flatMap(target -> Stream.of("Read", "Write").map(kind -> rule(table, target, kind, settings)))
                        .toList());
    }

    private static AlarmRule rule(TableMetrics table, String target, String kind, Settings settings) {
        String what = kind.toLowerCase(Locale.ROOT) + "s";
        return AlarmRule.above(
                HIGH_PERCENT,
                2,
                "capacity-" + target.toLowerCase(Locale.ROOT) + "-" + what,
                used(table, target, kind, settings),
                "For ten minutes, " + what + " have used over 85 % of the capacity of " + TableMetrics.label(target)
                        + ". /actuator/capacity recommends limits for the load that it has measured; change them in the"
                        + " environment's settings. Auto-scaling of provisioned capacity ends at its maximum.");
    }

    /** Returns the consumption in percent of the provisioned capacity, or of the maximum of an on-demand table. */
    private static IMetric used(TableMetrics table, String target, String kind, Settings settings) {
        Metric consumed = table.of(target, "Consumed" + kind + "CapacityUnits", Stats.SUM, MINUTES);
        String expression = "100 * (consumed / PERIOD(consumed)) / ";
        if (!settings.provisioned()) {
            Sizing.Capacity max = target.equals("table")
                    ? settings.sizing().table()
                    : settings.sizing().index(target);
            int limit = kind.equals("Read") ? max.reads() : max.writes();
            return percent(expression + limit, Map.of("consumed", consumed));
        }
        return percent(
                expression + "provisioned",
                Map.of(
                        "consumed",
                        consumed,
                        "provisioned",
                        table.of(target, "Provisioned" + kind + "CapacityUnits", Stats.AVERAGE, MINUTES)));
    }

    private static IMetric percent(String expression, Map<String, IMetric> metrics) {
        return MathExpression.Builder.create()
                .expression(expression)
                .usingMetrics(metrics)
                .label("used, %")
                .period(Duration.minutes(MINUTES))
                .build();
    }
}
