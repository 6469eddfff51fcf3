package io.ordertable.infra.service;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.Settings;
import io.ordertable.infra.data.DataStack;
import java.util.*;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.*;
import software.amazon.awscdk.services.iam.*;
import software.constructs.Construct;

/** A task that brings old items to the newest form, when somebody starts it. */
final class BackfillTask {

    private static final String NAME = "backfill";
    private static final int CPU = 512;
    private static final int MEMORY = 1024;

    private BackfillTask() {}

    static void create(Construct scope, Settings settings, DataStack data, ServiceTask service) {
        Role role = ServiceTask.role(scope, "The backfill");
        permissions(settings.tableArn(Stack.of(scope)), data).forEach(role::addToPolicy);
        FargateTaskDefinition task = ServiceTask.define(
                scope,
                settings,
                settings.name(NAME),
                CPU,
                MEMORY,
                role,
                service.definition().obtainExecutionRole());
        ServiceTask.addContainer(
                scope,
                task,
                NAME,
                service.logs(),
                ContainerDefinitionOptions.builder()
                        .image(service.image())
                        .command(List.of(NAME))
                        .environment(EnvironmentVariables.ofBackfill(settings))
                        .memoryLimitMiB(MEMORY));
    }

    /** Reads orders and users, changes some of their attributes, and keeps checkpoints. */
    private static Stream<PolicyStatement> permissions(String table, DataStack data) {
        return Stream.of(
                allow("FindOrders", actions("dynamodb", "Query"), table + "/index/GSI2"),
                allow("ReadItems", actions("dynamodb", "BatchGetItem"), table),
                allowKeys("USER#*", "ChangeItems", actions("dynamodb", "UpdateItem"), table),
                allowKeys("BACKFILL#*", "KeepCheckpoints", actions("dynamodb", "GetItem PutItem"), table),
                data.allowingKey());
    }
}
