package io.ordertable.infra.service;

import static io.ordertable.infra.Statements.allow;
import static io.ordertable.infra.Statements.allowIf;

import io.ordertable.infra.Contract;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import io.ordertable.infra.data.TableAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Allows the application what its code does, and nothing else. */
final class TaskRole {

    private TaskRole() {}

    static Role create(Construct scope, Settings settings, TableAccess table, Optional<Cache> cache) {
        Role role = Role.Builder.create(scope, "TaskRole")
                .description("The tasks of the service")
                // Of this account; others could use the role through ECS.
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(scope).getAccount()))))
                .build();
        table.allowing(Contract.calls().actions()).forEach(role::addToPolicy);
        role.addToPolicy(allowIf(
                Map.of("cloudwatch:namespace", settings.namespace()),
                "PublishMetrics",
                List.of("cloudwatch:PutMetricData"),
                "*"));
        cache.ifPresent(on -> role.addToPolicy(allow(
                "UseCache",
                Contract.calls().cachedActions().stream()
                        .map(action -> action.replace("dynamodb:", "dax:"))
                        .toList(),
                on.arn())));
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "All indexes of one table", TableAccess.INDEXES);
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "Metrics have no resource, but a namespace", "Resource::*");
        return role;
    }
}
