package io.ordertable.infra.network;

import io.ordertable.infra.Logs;
import io.ordertable.infra.Settings;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.services.ec2.CfnInternetGateway;
import software.amazon.awscdk.services.ec2.CfnVPCGatewayAttachment;
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
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** The endpoints in a VPC without a route to or from the internet, and the connections that are allowed. */
public final class Network extends Construct {

    /** The subnets of load balancer, tasks, cache and endpoints. */
    public static final SubnetSelection SUBNETS =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    private static final int ZONES = 2;

    private final IVpc vpc;
    private final SecurityGroups groups;
    private final Endpoints endpoints;

    public Network(Construct scope, String id, IVpc vpc, Settings settings) {
        super(scope, id);
        this.vpc = vpc;
        groups = new SecurityGroups(this, "Flows", vpc, settings);
        endpoints = new Endpoints(this, "Endpoints", vpc, groups.endpoints(), settings);
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

    /** Returns the security group of operators' shells, which may call the tasks' management port and nothing else. */
    public SecurityGroup operators() {
        return groups.operators();
    }

    /** Returns the security group of a cache in front of the table. */
    public SecurityGroup cache() {
        return groups.cache();
    }

    /** Returns the endpoints of AWS services. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /**
     * Returns the VPC: a new one in two zones, or one that exists, whose owner decides on routes and flow logs. It belongs to the
     * data, because the table's policy depends on it.
     */
    public static IVpc vpc(Construct scope, Settings settings) {
        return settings.vpcId().isEmpty() ? create(scope, settings) : existing(scope, settings);
    }

    private static Vpc create(Construct scope, Settings settings) {
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
        if (settings.edge()) {
            // CloudFront requires one for a VPC origin, and does not use it. No route leads to it.
            CfnVPCGatewayAttachment.Builder.create(scope, "Attachment")
                    .vpcId(created.getVpcId())
                    .internetGatewayId(CfnInternetGateway.Builder.create(scope, "Gateway")
                            .build()
                            .getAttrInternetGatewayId())
                    .build();
        }
        return created;
    }

    /** The zones are wrong, but not used: CDK wants their names, and as many as there are subnets. */
    private static IVpc existing(Construct scope, Settings settings) {
        return Vpc.fromVpcAttributes(
                scope,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId(settings.vpcId())
                        .vpcCidrBlock(settings.vpcCidr())
                        .availabilityZones(
                                IntStream.range(0, settings.subnetIds().size())
                                        .mapToObj(zone -> settings.region() + (char) ('a' + zone))
                                        .toList())
                        .isolatedSubnetIds(settings.subnetIds())
                        .isolatedSubnetRouteTableIds(settings.routeTableIds())
                        .build());
    }
}
