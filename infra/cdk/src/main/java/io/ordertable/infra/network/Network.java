package io.ordertable.infra.network;

import io.ordertable.infra.*;
import java.util.List;
import software.amazon.awscdk.services.ec2.*;
import software.constructs.Construct;

/** Subnets without a route to or from the internet, the connections that are allowed, and the endpoints of AWS services. */
public record Network(IVpc vpc, SecurityGroups groups, Endpoints endpoints) {

    /** The subnets of load balancer, tasks, cache and endpoints. */
    public static final SubnetSelection SUBNETS =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    /** Creates groups and endpoints in a VPC. */
    public static Network create(Construct scope, IVpc vpc, Settings settings) {
        SecurityGroups groups = SecurityGroups.create(new Construct(scope, "Flows"), vpc, settings);
        return new Network(vpc, groups, new Endpoints(scope, "Endpoints", vpc, groups.endpoints(), settings));
    }

    /** Returns a new VPC in two zones, or one that exists, whose owner decides on routes and flow logs. */
    public static IVpc vpc(Construct scope, Settings settings) {
        return settings.vpcId().isEmpty() ? newVpc(scope, settings) : existing(scope, settings);
    }

    private static Vpc newVpc(Construct scope, Settings settings) {
        Vpc vpc = Vpc.Builder.create(scope, "Vpc")
                .vpcName(settings.name())
                .ipAddresses(IpAddresses.cidr(settings.vpcCidr()))
                .maxAzs(2)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("tasks")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(20)
                        .build()))
                .build();
        vpc.addFlowLog(
                "Flows",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(
                                Resources.logs(scope, "FlowLogs", settings, "flows")))
                        .build());
        if (settings.edge()) {
            // CloudFront requires one for a VPC origin, and does not use it. No route leads to it.
            CfnInternetGateway gateway =
                    CfnInternetGateway.Builder.create(scope, "Gateway").build();
            CfnVPCGatewayAttachment.Builder.create(scope, "Attachment")
                    .vpcId(vpc.getVpcId())
                    .internetGatewayId(gateway.getAttrInternetGatewayId())
                    .build();
        }
        return vpc;
    }

    /** The names of zones are wrong, but not used; CDK needs as many as there are subnets. */
    private static IVpc existing(Construct scope, Settings settings) {
        VpcAttributes attributes = VpcAttributes.builder()
                .vpcId(settings.vpcId())
                .vpcCidrBlock(settings.vpcCidr())
                .availabilityZones(settings.subnetIds())
                .isolatedSubnetIds(settings.subnetIds())
                .isolatedSubnetRouteTableIds(settings.routeTableIds())
                .build();
        return Vpc.fromVpcAttributes(scope, "Vpc", attributes);
    }
}
