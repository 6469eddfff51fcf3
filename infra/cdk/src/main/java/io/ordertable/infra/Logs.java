package io.ordertable.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Creates log groups. */
public final class Logs {

    /** The retention periods of CloudWatch Logs that can be chosen, by their number of days. */
    static final Map<Integer, RetentionDays> PERIODS = new TreeMap<>(Map.of(
            1, RetentionDays.ONE_DAY,
            7, RetentionDays.ONE_WEEK,
            14, RetentionDays.TWO_WEEKS,
            30, RetentionDays.ONE_MONTH,
            90, RetentionDays.THREE_MONTHS,
            180, RetentionDays.SIX_MONTHS,
            365, RetentionDays.ONE_YEAR));

    private Logs() {}

    /** Creates a log group in the environment's folder. */
    public static LogGroup group(Construct scope, String id, Settings settings, String name) {
        return named(scope, id, settings, "/ordertable/" + settings.environment() + "/" + name);
    }

    /** Creates a log group with a name that AWS prescribes. */
    public static LogGroup named(Construct scope, String id, Settings settings, String name) {
        return LogGroup.Builder.create(scope, id)
                .logGroupName(name)
                .retention(PERIODS.get(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}
