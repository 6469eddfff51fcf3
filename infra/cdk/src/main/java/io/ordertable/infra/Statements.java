package io.ordertable.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;

/** Creates statements of IAM policies. */
public final class Statements {

    private Statements() {}

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
