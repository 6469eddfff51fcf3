package io.ordertable.infra;

import java.util.*;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.*;
import software.constructs.IConstruct;

/** Creates statements of IAM policies. */
public final class Statements {

    private static final List<String> DESTRUCTION = Stream.of("""
                    backup:DeleteBackupVault backup:DeleteRecoveryPoint dynamodb:DeleteBackup dynamodb:DeleteResourcePolicy
                    dynamodb:DeleteTable dynamodb:DeleteTableReplica dynamodb:PutResourcePolicy
                    dynamodb:UpdateContinuousBackups dynamodb:UpdateTable kms:DisableKey kms:ScheduleKeyDeletion""".split("\\s+")).toList();

    private Statements() {}

    /** Returns actions of a service, whose names have blanks between them. */
    public static List<String> actions(String service, String names) {
        return Stream.of(names.split(" ")).map(name -> service + ":" + name).toList();
    }

    /** Allows actions on resources. */
    public static PolicyStatement allow(String sid, List<String> actions, String... resources) {
        return allowIf(Map.of(), sid, actions, resources);
    }

    /** Allows actions on resources if all of these keys of the request's context have these values. */
    public static PolicyStatement allowIf(
            Map<String, String> context, String sid, List<String> actions, String... resources) {
        return statement(
                Effect.ALLOW, context.isEmpty() ? Map.of() : Map.of("StringEquals", context), sid, actions, resources);
    }

    /** Allows actions on a table's items whose partition keys match a pattern. */
    public static PolicyStatement allowKeys(String pattern, String sid, List<String> actions, String table) {
        Map<String, ?> keys = Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", pattern));
        return statement(Effect.ALLOW, keys, sid, actions, table);
    }

    /** Denies actions on resources under conditions, by their operators. */
    public static PolicyStatement denyIf(
            Map<String, Map<String, ?>> conditions, String sid, List<String> actions, String... resources) {
        return statement(Effect.DENY, conditions, sid, actions, resources);
    }

    /** Returns a statement that is about everybody, for the policy of a resource. */
    public static PolicyStatement anybody(PolicyStatement statement) {
        statement.addPrincipals(new StarPrincipal());
        return statement;
    }

    /** Denies to all roles below a construct, whatever else they may be allowed, to destroy data, and to act in other regions. */
    public static void guard(IConstruct scope) {
        scope.getNode().findAll().stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .forEach(role -> {
                    role.addToPolicy(denyIf(Map.of(), "NeverDestroyData", DESTRUCTION, "*"));
                    // DAX may not report a region.
                    role.addToPolicy(denyIf(
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

    private static PolicyStatement statement(
            Effect effect, Map<String, ?> conditions, String sid, List<String> actions, String... resources) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(effect)
                .actions(actions)
                .resources(List.of(resources))
                .conditions(conditions)
                .build();
    }
}
