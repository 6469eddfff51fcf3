package io.ordertable.infra;

import java.util.Map;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How long logs are kept, by number of days. */
public final class Retention {

    private static final Map<Integer, RetentionDays> OFFERED = Map.of(
            1, RetentionDays.ONE_DAY,
            7, RetentionDays.ONE_WEEK,
            14, RetentionDays.TWO_WEEKS,
            30, RetentionDays.ONE_MONTH,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR);

    private Retention() {}

    /**
     * So many days.
     *
     * @throws IllegalArgumentException if CloudWatch Logs does not offer that number
     */
    public static RetentionDays ofDays(int days) {
        RetentionDays retention = OFFERED.get(days);
        if (retention == null) {
            throw new IllegalArgumentException("Logs cannot be kept for " + days + " days, but for one of "
                    + OFFERED.keySet().stream().sorted().toList());
        }
        return retention;
    }
}
