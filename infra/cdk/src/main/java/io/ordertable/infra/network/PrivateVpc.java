package io.ordertable.infra.network;

import io.ordertable.infra.Retention;
import io.ordertable.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A VPC in two zones. The tasks' subnets have no route to or from the internet. Public subnets exist only for a public load
 * balancer, and contain nothing else.
 */
class PrivateVpc extends Construct {

    /** Its address range. */
    static final String RANGE = "10.20.0.0/16";

    private static final int ZONES = 2;

    private final Vpc vpc;

    PrivateVpc(Construct scope, String id, Settings settings) {
        super(scope, id);
        vpc = Vpc.Builder.create(this, "Vpc")
                .vpcName(settings.names().base())
                .ipAddresses(IpAddresses.cidr(RANGE))
                .maxAzs(ZONES)
                .natGateways(0)
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(subnets(settings.exposure().open()))
                .build();
        logFlows(settings);
    }

    Vpc vpc() {
        return vpc;
    }

    private static List<SubnetConfiguration> subnets(boolean open) {
        List<SubnetConfiguration> subnets = new ArrayList<>();
        subnets.add(SubnetConfiguration.builder()
                .name("tasks")
                .subnetType(SubnetType.PRIVATE_ISOLATED)
                .cidrMask(20)
                .build());
        if (open) {
            subnets.add(SubnetConfiguration.builder()
                    .name("public")
                    .subnetType(SubnetType.PUBLIC)
                    .cidrMask(24)
                    .mapPublicIpOnLaunch(false)
                    .build());
        }
        return subnets;
    }

    private void logFlows(Settings settings) {
        LogGroup logs = LogGroup.Builder.create(this, "FlowLogs")
                .logGroupName(settings.names().logs("flows"))
                .retention(Retention.ofDays(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        vpc.addFlowLog(
                "Flows",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(logs))
                        .trafficType(FlowLogTrafficType.ALL)
                        .build());
    }
}
