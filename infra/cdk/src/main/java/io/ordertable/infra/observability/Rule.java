package io.ordertable.infra.observability;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.*;
import software.constructs.Construct;

/**
 * When an alarm goes off, and what to do then.
 *
 * @param pages whether customers are affected, so that somebody is woken up; others are tickets
 * @param conditions all of them have to hold
 * @param advice what has happened, and what to do first
 * @param applies whether the environment has what it is for
 */
record Rule(String name, boolean pages, List<Condition> conditions, String advice, boolean applies) {

    Rule(String name, boolean pages, List<Condition> conditions, String advice) {
        this(name, pages, conditions, advice.replace('\n', ' '), true);
    }

    Rule when(boolean condition) {
        return new Rule(name, pages, conditions, advice, condition);
    }

    /**
     * A comparison that has to hold for some of the last periods. Periods without data hold for {@code <}, whose metrics are
     * published as long as all is well, and not for {@code >}, whose metrics are failures.
     *
     * @param comparison an expression over {@link Metrics}, an operator and a number
     */
    record Condition(String name, int bad, int of, int minutes, String comparison) {

        /** Creates the alarm of this condition. */
        Alarm alarm(Construct scope, Metrics metrics, String advice) {
            int operator = Math.max(comparison.lastIndexOf(" > "), comparison.lastIndexOf(" < "));
            boolean above = comparison.charAt(operator + 1) == '>';
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
}
