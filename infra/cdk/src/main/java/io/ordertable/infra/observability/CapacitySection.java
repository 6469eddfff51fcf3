package io.ordertable.infra.observability;

import io.ordertable.infra.settings.Billing;
import io.ordertable.infra.settings.Billing.OnDemand;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** How much is left before something is throttled. */
final class CapacitySection {

    private static final double NEARLY_ALL_PERCENT = 85;
    private static final int MINUTES = 5;

    private CapacitySection() {}

    static Section of(TableMetrics table, Billing billing) {
        return new Section(
                "How much is left?",
                TableMetrics.targets()
                        .flatMap(target -> Stream.of("Read", "Write").map(kind -> rule(table, target, kind, billing)))
                        .toList());
    }

    private static AlarmRule rule(TableMetrics table, String target, String kind, Billing billing) {
        String what = kind.toLowerCase(Locale.ROOT) + "s";
        return AlarmRule.above(
                NEARLY_ALL_PERCENT,
                2,
                "capacity-" + target.toLowerCase(Locale.ROOT) + "-" + what,
                used(table, target, kind, billing),
                "Over 85 % of what " + TableMetrics.label(target) + " can take in " + what
                        + " is used, for ten minutes. /actuator/capacity recommends"
                        + " limits for the load that it measured; they are in the environment's settings. Provisioned"
                        + " capacity that is at its maximum no longer follows.");
    }

    /** Percent of the provisioned capacity, or of the maximum that bounds an on-demand table. */
    private static IMetric used(TableMetrics table, String target, String kind, Billing billing) {
        Metric consumed = table.of(target, "Consumed" + kind + "CapacityUnits", Stats.SUM, MINUTES);
        String expression = "100 * (consumed / PERIOD(consumed)) / ";
        if (billing instanceof OnDemand limits) {
            int limit = kind.equals("Read") ? limits.maxReads() : limits.maxWrites();
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
