package io.ordertable.infra.service;

import io.ordertable.infra.Settings;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.Network;
import io.ordertable.infra.network.Ports;
import io.ordertable.infra.sizing.Sizing;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
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
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/** Runs the tasks behind the load balancer, and replaces them without losing requests. */
public final class Service extends Construct {

    /** How long health checks of a starting task are ignored. */
    private static final Duration START = Duration.seconds(90);

    private static final Duration SCALE_IN = Duration.seconds(300);
    private static final Duration SCALE_OUT = Duration.seconds(60);

    private final Settings settings;
    private final Optional<IssuerKeys> keys;
    private final Balancer balancer;
    private final FargateService service;
    private final Optional<Cache> cache;

    public Service(Construct scope, String id, Settings settings, Network network, DataStack data) {
        super(scope, id);
        this.settings = settings;
        TaskRole role = new TaskRole(this, "TaskRole", data.access(), settings.namespace());
        cache = settings.dax()
                ? Optional.of(new Cache(this, "Cache", settings, network, data.access()))
                : Optional.empty();
        cache.ifPresent(on -> role.allowCache(on.arn()));
        keys = settings.copyKeys() ? Optional.of(new IssuerKeys(this, "Keys", settings, network)) : Optional.empty();
        ServiceTask task = new ServiceTask(
                this,
                "Task",
                settings,
                role.role(),
                EnvironmentVariables.of(
                        settings, keys.map(IssuerKeys::url).orElse(settings.jwksUrl()), cache.map(Cache::url)));
        balancer = new Balancer(this, "Balancer", network, settings);
        service = FargateService.Builder.create(this, "Tasks")
                .serviceName(settings.name())
                .cluster(Cluster.Builder.create(this, "Cluster")
                        .clusterName(settings.name())
                        .vpc(network.vpc())
                        .containerInsightsV2(ContainerInsights.ENABLED)
                        .build())
                .taskDefinition(task.task())
                .assignPublicIp(false)
                .vpcSubnets(Network.SUBNETS)
                .securityGroups(List.of(network.tasks()))
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
        balancer.targets()
                .addTarget(service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                        .containerName(ServiceTask.CONTAINER)
                        .containerPort(Ports.SERVICE)
                        .build()));
        scale();
    }

    public ApplicationLoadBalancer balancer() {
        return balancer.balancer();
    }

    public ApplicationTargetGroup targets() {
        return balancer.targets();
    }

    public FargateService service() {
        return service;
    }

    /** Returns the function that copies the issuer's keys, if there is one. */
    public Optional<Function> keysFunction() {
        return keys.map(IssuerKeys::function);
    }

    /** Returns the name of the cache's cluster; empty if there is none. */
    public String cache() {
        return cache.map(Cache::name).orElse("");
    }

    /** Returns the host name of the load balancer. */
    public String address() {
        return balancer().getLoadBalancerDnsName();
    }

    private void scale() {
        Sizing.Tasks tasks = settings.sizing().tasks();
        ScalableTaskCount scaling = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(tasks.min())
                .maxCapacity(tasks.max())
                .build());
        scaling.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(Sizing.CPU_TARGET_PERCENT)
                        .scaleInCooldown(SCALE_IN)
                        .scaleOutCooldown(SCALE_OUT)
                        .build());
        scaling.scaleOnRequestCount(
                "Requests",
                RequestCountScalingProps.builder()
                        .targetGroup(targets())
                        .requestsPerTarget(tasks.requestsPerMinute())
                        .scaleInCooldown(SCALE_IN)
                        .scaleOutCooldown(SCALE_OUT)
                        .build());
    }
}
