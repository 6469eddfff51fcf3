package io.ordertable.infra.data;

import io.ordertable.infra.network.NetworkStack;
import io.ordertable.infra.settings.Dax;
import io.ordertable.infra.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dax.CfnCluster;
import software.amazon.awscdk.services.dax.CfnParameterGroup;
import software.amazon.awscdk.services.dax.CfnSubnetGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** A DAX cluster in the tasks' subnets, encrypted at rest and in transit. */
class DaxCluster extends Construct {

    /** How long items and query results are served from memory. */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(300);

    private final CfnCluster cluster;

    DaxCluster(Construct scope, String id, Settings settings, Dax dax, NetworkStack network, Role role) {
        super(scope, id);
        String name = settings.names().base();
        String milliseconds = String.valueOf(TIME_TO_LIVE.toMillis());
        CfnParameterGroup parameters = CfnParameterGroup.Builder.create(this, "Parameters")
                .parameterGroupName(name)
                .parameterNameValues(Map.of("record-ttl-millis", milliseconds, "query-ttl-millis", milliseconds))
                .build();
        CfnSubnetGroup subnets = CfnSubnetGroup.Builder.create(this, "Subnets")
                .subnetGroupName(name)
                .subnetIds(network.vpc()
                        .selectSubnets(SubnetSelection.builder()
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .build())
                        .getSubnetIds())
                .build();
        cluster = CfnCluster.Builder.create(this, "Cluster")
                .clusterName(name)
                .nodeType(dax.nodeType())
                .replicationFactor(dax.nodes())
                .iamRoleArn(role.getRoleArn())
                .parameterGroupName(parameters.getRef())
                .subnetGroupName(subnets.getRef())
                .securityGroupIds(List.of(network.dax().orElseThrow().getSecurityGroupId()))
                .sseSpecification(CfnCluster.SSESpecificationProperty.builder()
                        .sseEnabled(true)
                        .build())
                .clusterEndpointEncryptionType("TLS")
                .build();
        cluster.getNode().addDependency(role);
    }

    CfnCluster cluster() {
        return cluster;
    }
}
