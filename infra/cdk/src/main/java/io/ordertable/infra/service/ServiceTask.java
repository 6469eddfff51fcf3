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
import software.constructs.Construct;

/** A task: one container with a read-only root file system, no capabilities, and a volume for temporary files. */
final class ServiceTask {

    static final String CONTAINER = "service";

    private ServiceTask() {}

    static FargateTaskDefinition create(
            Construct scope, Settings settings, DataStack data, String keys, Optional<Cache> cache) {
        Sizing.Tasks size = settings.sizing().tasks();
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(scope, "Task")
                .family(settings.name())
                .cpu(size.cpu())
                .memoryLimitMiB(size.memory())
                .runtimePlatform(RuntimePlatform.builder()
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .cpuArchitecture(settings.x86() ? CpuArchitecture.X86_64 : CpuArchitecture.ARM64)
                        .build())
                .taskRole(role(scope, settings, data, cache))
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        LinuxParameters linux = LinuxParameters.Builder.create(scope, "Linux").build();
        linux.dropCapabilities(Capability.ALL);
        ContainerDefinition container = task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .image(image(scope, settings))
                        .environment(EnvironmentVariables.of(
                                settings, keys, cache.map(Cache::url).orElse("")))
                        // JVMs before 25.0.2 do not notice the limit of the task on Fargate.
                        .memoryLimitMiB(size.memory())
                        .readonlyRootFilesystem(true)
                        .linuxParameters(linux)
                        .portMappings(Stream.of(SecurityGroups.SERVICE, SecurityGroups.MANAGEMENT)
                                .map(port -> PortMapping.builder()
                                        .containerPort(port)
                                        .build())
                                .toList())
                        .stopTimeout(Duration.seconds(Settings.STOP_TIMEOUT))
                        .logging(LogDrivers.awsLogs(AwsLogDriverProps.builder()
                                .streamPrefix(CONTAINER)
                                // The service never waits for CloudWatch.
                                .mode(AwsLogDriverMode.NON_BLOCKING)
                                .logGroup(Resources.logs(scope, "Logs", settings, "service"))
                                .build()))
                        .build());
        // The temporary directory of the JVM and the web server.
        container.addMountPoints(MountPoint.builder()
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

    /** Allows the application what its code does, and nothing else. */
    private static Role role(Construct scope, Settings settings, DataStack data, Optional<Cache> cache) {
        Role role = Role.Builder.create(scope, "Role")
                .description("The tasks of the service")
                // Of this account; others could use the role through ECS.
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com")
                        .withConditions(Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(scope).getAccount()))))
                .build();
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
}
