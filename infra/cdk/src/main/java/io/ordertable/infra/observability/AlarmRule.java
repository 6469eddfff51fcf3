package io.ordertable.infra.observability;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/**
 * When to wake somebody.
 *
 * @param name what the alarm is called in its environment
 * @param advice what it means and what to do first
 * @param metric what is watched, a value a minute unless it says otherwise
 * @param comparison on which side of the threshold is bad
 * @param threshold of the metric
 * @param periods for how many of the metric's periods in a row
 */
record AlarmRule(
        String name, String advice, IMetric metric, ComparisonOperator comparison, double threshold, int periods) {

    /** Bad when more. */
    static AlarmRule above(double threshold, int periods, String name, IMetric metric, String advice) {
        return new AlarmRule(name, advice, metric, ComparisonOperator.GREATER_THAN_THRESHOLD, threshold, periods);
    }

    /** Bad when less. */
    static AlarmRule below(double threshold, int periods, String name, IMetric metric, String advice) {
        return new AlarmRule(name, advice, metric, ComparisonOperator.LESS_THAN_THRESHOLD, threshold, periods);
    }
}
