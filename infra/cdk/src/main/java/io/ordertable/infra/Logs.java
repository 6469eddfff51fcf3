package io.ordertable.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Creates log groups. */
public final class Logs {

    private Logs() {}

    /** Creates a log group in the environment's folder. */
    public static LogGroup group(Construct scope, String id, Settings settings, String name) {
        return named(scope, id, settings, "/ordertable/" + settings.environment() + "/" + name);
    }

    /** Creates a log group with a name that AWS prescribes. */
    public static LogGroup named(Construct scope, String id, Settings settings, String name) {
        LogGroup group = LogGroup.Builder.create(scope, id)
                .logGroupName(name)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        ((CfnLogGroup) group.getNode().getDefaultChild()).setRetentionInDays(settings.logDays());
        return group;
    }
}
