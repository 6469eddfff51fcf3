package io.ordertable.infra.service;

import static io.ordertable.infra.Statements.*;

import io.ordertable.infra.*;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.SecurityGroups;
import io.ordertable.infra.sizing.Sizing;
import java.util.*;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.*;
import software.amazon.awscdk.services.iam.*;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The task of the service: one container with a read-only root file system, no capabilities, and a volume for temporary files.
 *
 * @param definition the task
 * @param image its image, and that of other tasks
 * @param logs where they log
 */
record ServiceTask(FargateTaskDefinition definition, ContainerImage image, LogGroup logs) {

    static final String CONTAINER = "service";

    static ServiceTask create(Construct scope, Settings settings, DataStack data, String keys, Optional<Cache> cache) {
        Sizing.Tasks size = settings.sizing().tasks();
        FargateTaskDefinition task = define(
                scope, settings, settings.name(), size.cpu(), size.memory(), role(scope, settings, data, cache), null);
        ContainerImage image = image(scope, settings);
        LogGroup logs = Resources.logs(scope, "Logs", settings, "service");
        addContainer(
                scope,
                task,
                CONTAINER,
                logs,
                ContainerDefinitionOptions.builder()
                        .image(image)
                        .environment(EnvironmentVariables.of(
                                settings, keys, cache.map(Cache::url).orElse("")))
                        // JVMs before 25.0.2 do not notice the limit of the task on Fargate.
                        .memoryLimitMiB(size.memory())
                        .portMappings(Stream.of(SecurityGroups.SERVICE, SecurityGroups.MANAGEMENT)
                                .map(port -> PortMapping.builder()
                                        .containerPort(port)
                                        .build())
                                .toList())
                        .stopTimeout(Duration.seconds(Settings.STOP_TIMEOUT)));
        return new ServiceTask(task, image, logs);
    }

    /** Defines a task. Without a role for its start, it gets one of its own. */
    static FargateTaskDefinition define(
            Construct scope,
            Settings settings,
            String family,
            int cpu,
            int memory,
            IRole role,
            @Nullable IRole executionRole) {
        return FargateTaskDefinition.Builder.create(scope, "Task")
                .family(family)
                .cpu(cpu)
                .memoryLimitMiB(memory)
                .runtimePlatform(RuntimePlatform.builder()
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .cpuArchitecture(settings.x86() ? CpuArchitecture.X86_64 : CpuArchitecture.ARM64)
                        .build())
                .taskRole(role)
                .executionRole(executionRole)
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
    }

    /** Adds the container to a task. */
    static void addContainer(
            Construct scope,
            FargateTaskDefinition task,
            String name,
            LogGroup logs,
            ContainerDefinitionOptions.Builder options) {
        LinuxParameters linux = LinuxParameters.Builder.create(scope, "Linux").build();
        linux.dropCapabilities(Capability.ALL);
        task.addContainer(
                        name,
                        options.readonlyRootFilesystem(true)
                                .linuxParameters(linux)
                                .logging(LogDrivers.awsLogs(AwsLogDriverProps.builder()
                                        .streamPrefix(name)
                                        // The service never waits for CloudWatch.
                                        .mode(AwsLogDriverMode.NON_BLOCKING)
                                        .logGroup(logs)
                                        .build()))
                                .build())
                // The temporary directory of the JVM and the web server.
                .addMountPoints(MountPoint.builder()
                        .sourceVolume("tmp")
                        .containerPath("/tmp")
                        .readOnly(false)
                        .build());
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

    /** Allows the application what its code does, and nothing else. */
    private static Role role(Construct scope, Settings settings, DataStack data, Optional<Cache> cache) {
        Role role = role(scope, "The tasks of the service");
        data.allowing(Contract.CALLS.actions()).forEach(role::addToPolicy);
        role.addToPolicy(allowIf(
                Map.of("cloudwatch:namespace", settings.namespace()),
                "PublishMetrics",
                List.of("cloudwatch:PutMetricData"),
                "*"));
        cache.ifPresent(on -> role.addToPolicy(allow(
                "UseCache",
                Contract.CALLS.cachedActions().stream()
                        .map(action -> action.replace("dynamodb:", "dax:"))
                        .toList(),
                on.arn())));
        return role;
    }

    /** Creates a role without permissions. */
    static Role role(Construct scope, String description) {
        return Role.Builder.create(scope, "Role")
                .description(description)
                // Of this account; others could use the role through ECS.
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(scope).getAccount()))))
                .build();
    }
}
