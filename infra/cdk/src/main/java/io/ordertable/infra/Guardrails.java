package io.ordertable.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.IConstruct;

/** What roles are denied, whatever else they may be allowed: to destroy data, and to act in other regions. */
public final class Guardrails {

    private static final List<String> DESTRUCTION = List.of(
            "backup:DeleteBackupVault",
            "backup:DeleteRecoveryPoint",
            "dynamodb:DeleteBackup",
            "dynamodb:DeleteResourcePolicy",
            "dynamodb:DeleteTable",
            "dynamodb:DeleteTableReplica",
            "dynamodb:PutResourcePolicy",
            "dynamodb:UpdateContinuousBackups",
            "dynamodb:UpdateTable",
            "kms:DisableKey",
            "kms:ScheduleKeyDeletion");

    private Guardrails() {}

    /** Adds the denials to all roles below a construct. */
    public static void apply(IConstruct scope) {
        scope.getNode().findAll().stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .forEach(role -> {
                    role.addToPolicy(deny("NeverDestroyData", DESTRUCTION, Map.of()));
                    // DAX may not report a region.
                    role.addToPolicy(deny(
                            "NeverLeaveTheRegion",
                            List.of("*"),
                            Map.of(
                                    "Null",
                                    Map.of("aws:RequestedRegion", "false"),
                                    "StringNotEquals",
                                    Map.of("aws:RequestedRegion", Stack.of(role).getRegion()))));
                });
    }

    private static PolicyStatement deny(String sid, List<String> actions, Map<String, ?> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.DENY)
                .actions(actions)
                .resources(List.of("*"))
                .conditions(conditions)
                .build();
    }
}
