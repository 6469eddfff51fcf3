package io.ordertable.infra.service;

import io.ordertable.infra.data.CacheStack;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.NetworkStack;
import io.ordertable.infra.settings.Settings;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.constructs.Construct;

/** The service. It is deployed for each new version. */
public final class ServiceStack extends Stack {

    private final Balancer balancer;
    private final Targets targets;
    private final Tasks tasks;

    public ServiceStack(
            Construct scope,
            String id,
            StackProps props,
            Settings settings,
            NetworkStack network,
            DataStack data,
            Optional<CacheStack> cache) {
        super(scope, id, props);
        TaskRole role =
                new TaskRole(this, "TaskRole", data.access(), settings.names().metrics());
        cache.ifPresent(on -> role.allowCache(on.arn()));
        ServiceTask task = new ServiceTask(
                this, "Task", settings, role.role(), EnvironmentVariables.of(settings, cache.map(CacheStack::url)));
        balancer = new Balancer(this, "Balancer", network.vpc(), fixed("BalancerGroup", network.balancer()), settings);
        targets = new Targets(this, "Targets", network.vpc(), settings);
        balancer.forwardTo(targets.group(), settings.exposure());
        tasks = new Tasks(this, "Tasks", network.vpc(), fixed("TasksGroup", network.tasks()), task.task(), settings);
        tasks.serve(targets.group(), settings.service());
        if (settings.exposure().open()) {
            new Firewall(this, "Firewall", balancer.balancer().getLoadBalancerArn(), settings);
        }
        CfnOutput.Builder.create(this, "Address")
                .description("Address of the service; the host name of a certificate has to resolve to it")
                .value(balancer.balancer().getLoadBalancerDnsName())
                .build();
    }

    public ApplicationLoadBalancer balancer() {
        return balancer.balancer();
    }

    public ApplicationTargetGroup targets() {
        return targets.group();
    }

    public FargateService service() {
        return tasks.service();
    }

    /** The network stack has all rules; this keeps CDK from adding more. */
    private ISecurityGroup fixed(String id, ISecurityGroup group) {
        return SecurityGroup.fromSecurityGroupId(
                this,
                id,
                group.getSecurityGroupId(),
                SecurityGroupImportOptions.builder().mutable(false).build());
    }
}
