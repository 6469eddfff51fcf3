package io.ordertable.infra.observability;

import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** Where the table has too little: by table and index, reads and writes. */
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
                        + " are throttled, five minutes in a row. Provisioned: raise auto-scaling's"
                        + " maximum, and at once the minimum too. On demand: the maximum throughput that the settings"
                        + " give. A throttled index throttles the table's writes.");
    }

    private static AlarmRule hotKey(TableMetrics table, String target, String kind) {
        return AlarmRule.above(
                0,
                3,
                name("hot-key", target, kind),
                table.of(target, kind + "KeyRangeThroughputThrottleEvents", Stats.SUM, 1),
                "One partition of " + TableMetrics.label(target) + " takes more " + kind.toLowerCase(Locale.ROOT)
                        + "s than a partition can; more capacity does not help. /actuator/hotkeys on each task, or Contributor"
                        + " Insights of the table, names the key.");
    }

    private static String name(String what, String target, String kind) {
        return String.join("-", what, target.toLowerCase(Locale.ROOT), kind.toLowerCase(Locale.ROOT) + "s");
    }
}
