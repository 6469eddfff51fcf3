package io.ordertable.infra.observability;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/**
 * A condition on a metric, and what to do if it is met.
 *
 * @param name name of the alarm within its environment
 * @param advice what the alarm means and what to do first
 * @param metric the metric that is watched, with a period of a minute unless it has another
 * @param comparison which side of the threshold is bad
 * @param threshold the threshold
 * @param periods number of consecutive periods for which the condition has to be met
 */
record AlarmRule(
        String name, String advice, IMetric metric, ComparisonOperator comparison, double threshold, int periods) {

    /** Returns a rule for values above the threshold. */
    static AlarmRule above(double threshold, int periods, String name, IMetric metric, String advice) {
        return new AlarmRule(name, advice, metric, ComparisonOperator.GREATER_THAN_THRESHOLD, threshold, periods);
    }

    /** Returns a rule for values below the threshold. */
    static AlarmRule below(double threshold, int periods, String name, IMetric metric, String advice) {
        return new AlarmRule(name, advice, metric, ComparisonOperator.LESS_THAN_THRESHOLD, threshold, periods);
    }
}
