package io.ordertable.infra.observability;

import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.services.cloudwatch.*;
import software.constructs.Construct;

/** An alarm that goes off when all conditions hold, and what to do first. If customers are affected it pages; others are tickets. */
record Rule(String name, boolean pages, List<Condition> conditions, String advice, boolean applies) {

    /**
     * A comparison that has to hold for some of the last periods. Periods without data hold for {@code <}, whose metrics are
     * published as long as all is well, and not for {@code >}, whose metrics are failures. An expression is over {@link Metrics}.
     */
    record Condition(String name, int bad, int of, int minutes, String comparison) {

        private AlarmBase alarm(Construct scope, Metrics metrics, String advice) {
            int operator = Math.max(comparison.lastIndexOf(" > "), comparison.lastIndexOf(" < "));
            boolean above = comparison.startsWith(" > ", operator);
            return Alarm.Builder.create(scope, name)
                    .alarmName(metrics.settings().name(name))
                    .alarmDescription(advice)
                    .metric(metrics.of(comparison.substring(0, operator), name, minutes))
                    .comparisonOperator(
                            above ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD)
                    .threshold(Double.parseDouble(comparison.substring(operator + 3)))
                    .datapointsToAlarm(bad)
                    .evaluationPeriods(of)
                    .treatMissingData(above ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING)
                    .build();
        }
    }

    Rule when(boolean condition) {
        return new Rule(name, pages, conditions, advice, condition);
    }

    /** Creates the alarm of each condition, and one of all conditions if there are several. */
    AlarmBase alarm(Construct scope, Metrics metrics) {
        String text = advice.replace('\n', ' ');
        List<AlarmBase> alarms = conditions.stream()
                .map(condition -> condition.alarm(scope, metrics, text))
                .toList();
        return alarms.size() == 1
                ? alarms.getFirst()
                : composite(scope, metrics.settings().name(name), AlarmRule::allOf, alarms, text);
    }

    static AlarmBase composite(
            Construct scope,
            String name,
            Function<IAlarmRule[], IAlarmRule> rule,
            List<AlarmBase> alarms,
            String advice) {
        return CompositeAlarm.Builder.create(scope, name)
                .compositeAlarmName(name)
                .alarmDescription(advice)
                .alarmRule(rule.apply(alarms.stream()
                        .map(alarm -> AlarmRule.fromAlarm(alarm, AlarmState.ALARM))
                        .toArray(IAlarmRule[]::new)))
                .build();
    }
}
