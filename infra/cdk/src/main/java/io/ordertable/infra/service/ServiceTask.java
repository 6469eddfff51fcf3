package io.ordertable.infra.service;

import io.ordertable.infra.Logs;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import io.ordertable.infra.network.Ports;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.IgnoreMode;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LinuxParameters;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.MountPoint;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Volume;
import software.amazon.awscdk.services.iam.IRole;
import software.constructs.Construct;

/** A task: one container with a read-only root file system, no capabilities, and a volume for temporary files. */
class ServiceTask extends Construct {

    static final String CONTAINER = "service";

    /** The directory of the Dockerfile. */
    private static final String SOURCES = "../..";

    /** The temporary directory of the JVM and the web server. */
    private static final String TEMPORARY = "/tmp";

    private final FargateTaskDefinition task;

    ServiceTask(Construct scope, String id, Settings settings, IRole role, Map<String, String> environment) {
        super(scope, id);
        task = FargateTaskDefinition.Builder.create(this, "Task")
                .family(settings.name())
                .cpu(settings.sizing().tasks().cpu())
                .memoryLimitMiB(settings.sizing().tasks().memory())
                .runtimePlatform(RuntimePlatform.builder()
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .cpuArchitecture(settings.x86() ? CpuArchitecture.X86_64 : CpuArchitecture.ARM64)
                        .build())
                .taskRole(role)
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        LinuxParameters linux = LinuxParameters.Builder.create(this, "Linux").build();
        linux.dropCapabilities(Capability.ALL);
        ContainerDefinition container = task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .image(image(settings))
                        .environment(environment)
                        // JVMs before 25.0.2 do not notice the limit of the task on Fargate.
                        .memoryLimitMiB(settings.sizing().tasks().memory())
                        .readonlyRootFilesystem(true)
                        .linuxParameters(linux)
                        .portMappings(List.of(port(Ports.SERVICE), port(Ports.MANAGEMENT)))
                        .stopTimeout(Duration.seconds(Settings.STOP_TIMEOUT))
                        .logging(logs(settings))
                        .build());
        container.addMountPoints(MountPoint.builder()
                .sourceVolume("tmp")
                .containerPath(TEMPORARY)
                .readOnly(false)
                .build());
        NagExemptions.exempt(task, "AwsSolutions-ECS2", "Names, ports and timeouts; the application has no secrets");
        NagExemptions.exempt(
                task.obtainExecutionRole(), "AwsSolutions-IAM5", "ECR's login token has no resource", "Resource::*");
    }

    FargateTaskDefinition task() {
        return task;
    }

    /** Returns an image that was pushed, or one that the deployment builds. */
    private ContainerImage image(Settings settings) {
        if (!settings.image().isEmpty()) {
            return ContainerImage.fromEcrRepository(
                    Repository.fromRepositoryName(this, "Repository", settings.repository()), settings.image());
        }
        return ContainerImage.fromDockerImageAsset(DockerImageAsset.Builder.create(this, "Image")
                .directory(SOURCES)
                .platform(settings.x86() ? Platform.LINUX_AMD64 : Platform.LINUX_ARM64)
                .ignoreMode(IgnoreMode.DOCKER)
                .build());
    }

    private static PortMapping port(int port) {
        return PortMapping.builder().containerPort(port).build();
    }

    /** Non-blocking, so that the service never waits for CloudWatch. */
    private LogDriver logs(Settings settings) {
        return LogDrivers.awsLogs(AwsLogDriverProps.builder()
                .streamPrefix(CONTAINER)
                .mode(AwsLogDriverMode.NON_BLOCKING)
                .logGroup(Logs.group(this, "Logs", settings, "service"))
                .build());
    }
}
