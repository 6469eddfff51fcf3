package io.ordertable.infra.observability;

import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** What is throttled: reads and writes of the table and of each index. */
final class ThrottlingSection {

    private ThrottlingSection() {}

    static Section of(TableMetrics table) {
        return new Section(
                "What is throttled?",
                TableMetrics.targets()
                        .flatMap(target -> Stream.of("Read", "Write")
                                .flatMap(
                                        kind -> Stream.of(throttled(table, target, kind), hotKey(table, target, kind))))
                        .toList());
    }

    private static AlarmRule throttled(TableMetrics table, String target, String kind) {
        return AlarmRule.above(
                0,
                5,
                name("throttled", target, kind),
                table.of(target, kind + "ThrottleEvents", Stats.SUM, 1),
                kind + "s of " + TableMetrics.label(target)
                        + " have been throttled for five minutes. Provisioned: raise the maximum of auto-scaling, and the"
                        + " minimum too for an immediate effect. On demand: raise the maximum throughput in the settings."
                        + " A throttled index throttles writes of the table.");
    }

    private static AlarmRule hotKey(TableMetrics table, String target, String kind) {
        return AlarmRule.above(
                0,
                3,
                name("hot-key", target, kind),
                table.of(target, kind + "KeyRangeThroughputThrottleEvents", Stats.SUM, 1),
                "One partition of " + TableMetrics.label(target) + " gets more " + kind.toLowerCase(Locale.ROOT)
                        + "s than a partition can handle; more capacity does not help. /actuator/hotkeys on each task, or"
                        + " Contributor Insights of the table, shows the key.");
    }

    private static String name(String what, String target, String kind) {
        return String.join("-", what, target.toLowerCase(Locale.ROOT), kind.toLowerCase(Locale.ROOT) + "s");
    }
}
