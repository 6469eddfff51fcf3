package io.ordertable.infra.service;

import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Retention;
import io.ordertable.infra.network.Ports;
import io.ordertable.infra.settings.ServiceSettings;
import io.ordertable.infra.settings.ServiceSettings.Processor;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Capability;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
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
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A task: one container with a read-only root file system, no capabilities, and a volume for temporary files. */
class ServiceTask extends Construct {

    static final String CONTAINER = "service";

    /** The temporary directory of the JVM and the web server. */
    private static final String TEMPORARY = "/tmp";

    private final FargateTaskDefinition task;

    ServiceTask(Construct scope, String id, Settings settings, IRole role, Map<String, String> environment) {
        super(scope, id);
        ServiceSettings service = settings.service();
        task = FargateTaskDefinition.Builder.create(this, "Task")
                .family(settings.names().base())
                .cpu(service.cpu())
                .memoryLimitMiB(service.memory())
                .runtimePlatform(RuntimePlatform.builder()
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .cpuArchitecture(
                                service.processor() == Processor.ARM ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64)
                        .build())
                .taskRole(role)
                .volumes(List.of(Volume.builder().name("tmp").build()))
                .build();
        LinuxParameters linux = LinuxParameters.Builder.create(this, "Linux").build();
        linux.dropCapabilities(Capability.ALL);
        ContainerDefinition container = task.addContainer(
                CONTAINER,
                ContainerDefinitionOptions.builder()
                        .image(Images.of(this, settings.image(), service.processor()))
                        .environment(environment)
                        .readonlyRootFilesystem(true)
                        .linuxParameters(linux)
                        .portMappings(List.of(port(Ports.SERVICE), port(Ports.MANAGEMENT)))
                        .stopTimeout(Duration.seconds(service.shutdown().stopTimeout()))
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

    private static PortMapping port(int port) {
        return PortMapping.builder().containerPort(port).build();
    }

    /** Non-blocking, so that the service never waits for CloudWatch. */
    private LogDriver logs(Settings settings) {
        return LogDrivers.awsLogs(AwsLogDriverProps.builder()
                .streamPrefix(CONTAINER)
                .mode(AwsLogDriverMode.NON_BLOCKING)
                .logGroup(LogGroup.Builder.create(this, "Logs")
                        .logGroupName(settings.names().logs("service"))
                        .retention(Retention.ofDays(settings.logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build())
                .build());
    }
}
