package io.ordertable.infra.service;

import io.ordertable.infra.network.Ports;
import io.ordertable.infra.settings.ServiceSettings;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.RequestCountScalingProps;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.constructs.Construct;

/** Runs the tasks and replaces them without losing requests. A version that does not become ready is rolled back. */
class Tasks extends Construct {

    /** How long health checks of a starting task are ignored. */
    private static final Duration START = Duration.seconds(90);

    private static final Duration SCALE_IN = Duration.seconds(300);
    private static final Duration SCALE_OUT = Duration.seconds(60);

    private final FargateService service;

    Tasks(Construct scope, String id, IVpc vpc, ISecurityGroup group, TaskDefinition task, Settings settings) {
        super(scope, id);
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .clusterName(settings.names().base())
                .vpc(vpc)
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        service = FargateService.Builder.create(this, "Service")
                .serviceName(settings.names().base())
                .cluster(cluster)
                .taskDefinition(task)
                .assignPublicIp(false)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build())
                .securityGroups(List.of(group))
                .circuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .minHealthyPercent(100)
                .maxHealthyPercent(200)
                .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
                .healthCheckGracePeriod(START)
                // It needs a writable root file system.
                .enableExecuteCommand(false)
                .propagateTags(PropagatedTagSource.SERVICE)
                .build();
    }

    FargateService service() {
        return service;
    }

    /** Registers the tasks with the load balancer, and scales their number with the load. */
    void serve(ApplicationTargetGroup targets, ServiceSettings settings) {
        targets.addTarget(service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                .containerName(ServiceTask.CONTAINER)
                .containerPort(Ports.SERVICE)
                .build()));
        ScalableTaskCount scaling = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(settings.tasks().min())
                .maxCapacity(settings.tasks().max())
                .build());
        scaling.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(settings.cpuTarget())
                        .scaleInCooldown(SCALE_IN)
                        .scaleOutCooldown(SCALE_OUT)
                        .build());
        scaling.scaleOnRequestCount(
                "Requests",
                RequestCountScalingProps.builder()
                        .targetGroup(targets)
                        .requestsPerTarget(settings.requestsTarget())
                        .scaleInCooldown(SCALE_IN)
                        .scaleOutCooldown(SCALE_OUT)
                        .build());
    }
}
