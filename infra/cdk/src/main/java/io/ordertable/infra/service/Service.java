package io.ordertable.infra.service;

import io.ordertable.infra.Settings;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.Network;
import io.ordertable.infra.network.SecurityGroups;
import io.ordertable.infra.sizing.Sizing;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.*;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.constructs.Construct;

/**
 * Runs the tasks behind the load balancer, and replaces them without losing requests.
 *
 * @param cache the name of the cluster of the cache in front of the table; empty if there is none
 */
public record Service(
        FargateService service, ApplicationLoadBalancer balancer, ApplicationTargetGroup targets, String cache) {

    /** How long health checks of a starting task are ignored. */
    private static final Duration START = Duration.seconds(90);

    /** Much shorter than before tasks are removed, which is five minutes by default. */
    private static final Duration SCALE_OUT = Duration.seconds(60);

    /** Creates the tasks and what they need. */
    public static Service create(Construct scope, Settings settings, Network network, DataStack data) {
        Optional<Cache> cache = settings.daxNodes() > 0
                ? Optional.of(Cache.create(new Construct(scope, "Cache"), settings, network, data.access()))
                : Optional.empty();
        String keys = settings.copyKeys()
                ? IssuerKeys.create(new Construct(scope, "Keys"), settings, network.endpoints())
                : settings.jwksUrl();
        FargateTaskDefinition task =
                ServiceTask.create(new Construct(scope, "Task"), settings, data.access(), keys, cache);
        Balancer balancer = Balancer.create(new Construct(scope, "Balancer"), network, settings);
        FargateService service = run(scope, settings, network, task);
        balancer.targets()
                .addTarget(service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                        .containerName(ServiceTask.CONTAINER)
                        .containerPort(SecurityGroups.SERVICE)
                        .build()));
        scale(service, balancer.targets(), settings.sizing().tasks());
        return new Service(
                service,
                balancer.balancer(),
                balancer.targets(),
                cache.map(Cache::name).orElse(""));
    }

    private static FargateService run(Construct scope, Settings settings, Network network, TaskDefinition task) {
        Cluster cluster = Cluster.Builder.create(scope, "Cluster")
                .clusterName(settings.name())
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        return FargateService.Builder.create(scope, "Tasks")
                .serviceName(settings.name())
                .cluster(cluster)
                .taskDefinition(task)
                .vpcSubnets(Network.SUBNETS)
                .securityGroups(List.of(network.groups().tasks()))
                .circuitBreaker(DeploymentCircuitBreaker.builder()
                        .enable(true)
                        .rollback(true)
                        .build())
                .minHealthyPercent(100)
                .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
                .healthCheckGracePeriod(START)
                .propagateTags(PropagatedTagSource.SERVICE)
                .build();
    }

    private static void scale(FargateService service, ApplicationTargetGroup targets, Sizing.Tasks tasks) {
        ScalableTaskCount scaling = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(tasks.min())
                .maxCapacity(tasks.max())
                .build());
        scaling.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(Sizing.CPU_TARGET_PERCENT)
                        .scaleOutCooldown(SCALE_OUT)
                        .build());
        scaling.scaleOnRequestCount(
                "Requests",
                RequestCountScalingProps.builder()
                        .targetGroup(targets)
                        .requestsPerTarget(tasks.requestsPerMinute())
                        .scaleOutCooldown(SCALE_OUT)
                        .build());
    }
}
