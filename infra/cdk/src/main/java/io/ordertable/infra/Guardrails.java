package io.ordertable.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.*;
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
                    role.addToPolicy(Statements.denyIf(Map.of(), "NeverDestroyData", DESTRUCTION, "*"));
                    // DAX may not report a region.
                    role.addToPolicy(Statements.denyIf(
                            Map.of(
                                    "Null",
                                    Map.of("aws:RequestedRegion", "false"),
                                    "StringNotEquals",
                                    Map.of("aws:RequestedRegion", Stack.of(role).getRegion())),
                            "NeverLeaveTheRegion",
                            List.of("*"),
                            "*"));
                });
    }
}
