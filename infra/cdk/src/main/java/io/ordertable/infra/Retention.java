package io.ordertable.infra;

import java.util.Map;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Converts a number of days to a retention period of CloudWatch Logs. */
public final class Retention {

    private static final Map<Integer, RetentionDays> PERIODS = Map.of(
            1, RetentionDays.ONE_DAY,
            7, RetentionDays.ONE_WEEK,
            14, RetentionDays.TWO_WEEKS,
            30, RetentionDays.ONE_MONTH,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR);

    private Retention() {}

    /**
     * Returns the retention period of this number of days.
     *
     * @throws IllegalArgumentException if CloudWatch Logs does not offer that number
     */
    public static RetentionDays ofDays(int days) {
        RetentionDays retention = PERIODS.get(days);
        if (retention == null) {
            throw new IllegalArgumentException("Logs cannot be kept for " + days + " days, but for one of "
                    + PERIODS.keySet().stream().sorted().toList());
        }
        return retention;
    }
}
