package io.ordertable.infra.service;

import io.ordertable.infra.Contract;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.data.TableAccess;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Allows the application what its code does, and nothing else. */
class TaskRole extends Construct {

    private final Role role;

    TaskRole(Construct scope, String id, TableAccess table, String metrics) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .description("The tasks of the service")
                .assumedBy(tasksOfThisAccount())
                .build();
        role.addToPolicy(table.allow(Contract.calls().actions()));
        role.addToPolicy(table.allowKey(Stack.of(this)));
        role.addToPolicy(PolicyStatement.Builder.create()
                .sid("PublishMetrics")
                .actions(List.of("cloudwatch:PutMetricData"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", metrics)))
                .build());
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "All indexes of one table", "/^Resource::.*\\/index\\/\\*$/");
        NagExemptions.exempt(
                role,
                "AwsSolutions-IAM5",
                "Metrics have no resource; the condition limits the namespace",
                "Resource::*");
    }

    /** Allows the use of the cache. */
    void allowCache(String cluster) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .sid("UseCache")
                .actions(Contract.calls().cachedActions().stream()
                        .map(action -> action.replace("dynamodb:", "dax:"))
                        .toList())
                .resources(List.of(cluster))
                .build());
    }

    /** Prevents other accounts from using the role through ECS. */
    private IPrincipal tasksOfThisAccount() {
        return new ServicePrincipal("ecs-tasks.amazonaws.com")
                .withConditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())));
    }

    Role role() {
        return role;
    }
}
