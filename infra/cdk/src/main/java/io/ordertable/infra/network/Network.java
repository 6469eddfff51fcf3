package io.ordertable.infra.network;

import io.ordertable.infra.Logs;
import io.ordertable.infra.Settings;
import java.util.List;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** The endpoints in a VPC without a route to or from the internet, and the connections that are allowed. */
public final class Network extends Construct {

    /** The subnets of load balancer, tasks, cache and endpoints. */
    public static final SubnetSelection SUBNETS =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    private static final int ZONES = 2;

    private final IVpc vpc;
    private final SecurityGroups groups;

    public Network(Construct scope, String id, IVpc vpc, Settings settings) {
        super(scope, id);
        this.vpc = vpc;
        groups = new SecurityGroups(this, "Flows", vpc, settings);
        new Endpoints(this, "Endpoints", vpc, groups.endpoints(), settings);
    }

    public IVpc vpc() {
        return vpc;
    }

    /** Returns the security group of the load balancer. */
    public SecurityGroup balancer() {
        return groups.balancer();
    }

    /** Returns the security group of the tasks. */
    public SecurityGroup tasks() {
        return groups.tasks();
    }

    /** Returns the security group of a cache in front of the table. */
    public SecurityGroup cache() {
        return groups.cache();
    }

    /** Creates the VPC. It belongs to the data, because the table's policy depends on it. */
    public static IVpc vpc(Construct scope, Settings settings) {
        Vpc created = Vpc.Builder.create(scope, "Vpc")
                .vpcName(settings.name())
                .ipAddresses(IpAddresses.cidr(settings.vpcCidr()))
                .maxAzs(ZONES)
                .natGateways(0)
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("tasks")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(20)
                        .build()))
                .build();
        created.addFlowLog(
                "Flows",
                FlowLogOptions.builder()
                        .destination(
                                FlowLogDestination.toCloudWatchLogs(Logs.group(scope, "FlowLogs", settings, "flows")))
                        .trafficType(FlowLogTrafficType.ALL)
                        .build());
        return created;
    }
}
