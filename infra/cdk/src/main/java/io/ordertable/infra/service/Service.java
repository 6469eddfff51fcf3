package io.ordertable.infra.service;

import io.ordertable.infra.*;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.Network;
import io.ordertable.infra.sizing.Sizing;
import java.util.*;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.*;
import software.amazon.awscdk.services.elasticloadbalancingv2.*;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Runs the tasks behind the load balancer, and replaces them without losing requests. Without a cache, its name is empty. */
public record Service(
        FargateService service, ApplicationLoadBalancer balancer, ApplicationTargetGroup targets, String cache) {

    /** How long after tasks were added more can be. They are removed after five minutes, which is the default. */
    private static final Duration COOLDOWN = Duration.seconds(60);

    /** Creates the tasks and what they need. */
    public static Service create(Construct scope, Settings settings, Network network, DataStack data) {
        Optional<Cache> cache = settings.daxNodes() > 0
                ? Optional.of(Cache.create(new Construct(scope, "Cache"), settings, network, data))
                : Optional.empty();
        String keys = settings.copyKeys()
                ? IssuerKeys.create(new Construct(scope, "Keys"), settings, network.endpoints())
                : settings.jwksUrl();
        Construct tasks = new Construct(scope, "Task");
        LogGroup logs = Resources.logs(tasks, "Logs", settings, "service");
        FargateTaskDefinition task = ServiceTask.create(tasks, settings, data, keys, cache, logs);
        ServiceTask.createBackfill(new Construct(scope, "Backfill"), settings, data, logs);
        Balancer balancer = Balancer.create(new Construct(scope, "Balancer"), network, settings);
        FargateService service = run(scope, settings, network, task);
        // At the first port of its container.
        balancer.targets().addTarget(service);
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
                .healthCheckGracePeriod(Duration.seconds(90))
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
                        .scaleOutCooldown(COOLDOWN)
                        .build());
        scaling.scaleOnRequestCount(
                "Requests",
                RequestCountScalingProps.builder()
                        .targetGroup(targets)
                        .requestsPerTarget(tasks.requestsPerMinute())
                        .scaleOutCooldown(COOLDOWN)
                        .build());
    }
}
