package io.ordertable.infra.service;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.*;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.SecurityGroups;
import io.ordertable.infra.sizing.Sizing;
import java.util.*;
import java.util.stream.Stream;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.*;
import software.amazon.awscdk.services.iam.*;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Tasks with the service's image: a container with a read-only root file system, no capabilities, and a volume for temporary files. */
final class ServiceTask {

    private ServiceTask() {}

    /** Creates the task of the service, which is allowed what its code does, and nothing else. */
    static FargateTaskDefinition create(
            Construct scope, Settings settings, DataStack data, String keys, Optional<Cache> cache, LogGroup logs) {
        Role role = role(scope, "The tasks of the service");
        data.allowing(Contract.CALLS.actions()).forEach(role::addToPolicy);
        role.addToPolicy(allow("DescribeTable", Contract.CALLS.descriptions(), settings.tableArn(Stack.of(scope))));
        role.addToPolicy(allowIf(
                Map.of("cloudwatch:namespace", settings.namespace()),
                "PublishMetrics",
                List.of("cloudwatch:PutMetricData"),
                "*"));
        if (settings.tableFigures()) {
            role.addToPolicy(allow("ReadMetrics", List.of("cloudwatch:GetMetricData"), "*"));
        }
        cache.ifPresent(on -> role.addToPolicy(allow(
                "UseCache",
                Contract.CALLS.cachedActions().stream()
                        .map(action -> action.replace("dynamodb:", "dax:"))
                        .toList(),
                on.arn())));
        ContainerDefinitionOptions.Builder container = ContainerDefinitionOptions.builder()
                .environment(EnvironmentVariables.of(
                        settings, keys, cache.map(Cache::url).orElse("")))
                .portMappings(Stream.of(SecurityGroups.SERVICE, SecurityGroups.MANAGEMENT)
                        .map(port -> PortMapping.builder().containerPort(port).build())
                        .toList());
        return task(scope, settings, role, "service", logs, container);
    }

    /** Creates the task of a backfill, which reads orders and users, changes some of their attributes, and keeps checkpoints. */
    static void createBackfill(Construct scope, Settings settings, DataStack data, LogGroup logs) {
        Role role = role(scope, "The backfill");
        String table = settings.tableArn(Stack.of(scope));
        Stream.of(
                        allow("FindOrders", actions("dynamodb", "Query"), table + "/index/GSI2"),
                        allow("ReadItems", actions("dynamodb", "BatchGetItem"), table),
                        allowKeys("USER#*", "ChangeItems", actions("dynamodb", "UpdateItem"), table),
                        allowKeys("BACKFILL#*", "KeepCheckpoints", actions("dynamodb", "GetItem PutItem"), table),
                        data.allowingKey())
                .forEach(role::addToPolicy);
        ContainerDefinitionOptions.Builder container = ContainerDefinitionOptions.builder()
                .environment(EnvironmentVariables.ofBackfill(settings))
                .command(List.of("backfill"));
        task(scope, settings, role, "backfill", logs, container);
    }

    private static FargateTaskDefinition task(
            Construct scope,
            Settings settings,
            Role role,
            String name,
            LogGroup logs,
            ContainerDefinitionOptions.Builder container) {
        Sizing.Tasks size = settings.sizing().tasks();
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(scope, "Task")
                .family(settings.name(name))
                .cpu(size.cpu())
                .memoryLimitMiB(size.memory())
                .runtimePlatform(RuntimePlatform.builder()
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .cpuArchitecture(settings.x86() ? CpuArchitecture.X86_64 : CpuArchitecture.ARM64)
                        .build())
                .taskRole(role)
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        LinuxParameters linux = LinuxParameters.Builder.create(scope, "Linux").build();
        linux.dropCapabilities(Capability.ALL);
        container
                .image(image(scope, settings))
                // JVMs before 25.0.2 do not notice the limit of the task on Fargate.
                .memoryLimitMiB(size.memory())
                .readonlyRootFilesystem(true)
                .linuxParameters(linux)
                .stopTimeout(Duration.seconds(Settings.STOP_TIMEOUT))
                .logging(LogDrivers.awsLogs(AwsLogDriverProps.builder()
                        .streamPrefix(name)
                        // The service never waits for CloudWatch.
                        .mode(AwsLogDriverMode.NON_BLOCKING)
                        .logGroup(logs)
                        .build()));
        // The temporary directory of the JVM and the web server.
        task.addContainer(name, container.build())
                .addMountPoints(MountPoint.builder()
                        .sourceVolume("tmp")
                        .containerPath("/tmp")
                        .readOnly(false)
                        .build());
        return task;
    }

    /** Returns an image that was pushed, or one that the deployment builds from the Dockerfile. */
    private static ContainerImage image(Construct scope, Settings settings) {
        if (!settings.image().isEmpty()) {
            return ContainerImage.fromEcrRepository(
                    Repository.fromRepositoryName(scope, "Repository", settings.repository()), settings.image());
        }
        return ContainerImage.fromAsset(
                "../..",
                AssetImageProps.builder()
                        .platform(settings.x86() ? Platform.LINUX_AMD64 : Platform.LINUX_ARM64)
                        .ignoreMode(IgnoreMode.DOCKER)
                        .build());
    }

    /** Creates a role of tasks of this account; others could use it through ECS. */
    private static Role role(Construct scope, String description) {
        Map<String, ?> account = Map.of("aws:SourceAccount", Stack.of(scope).getAccount());
        return Role.Builder.create(scope, "Role")
                .description(description)
                .assumedBy(
                        new ServicePrincipal("ecs-tasks.amazonaws.com").withConditions(Map.of("StringEquals", account)))
                .build();
    }
}
