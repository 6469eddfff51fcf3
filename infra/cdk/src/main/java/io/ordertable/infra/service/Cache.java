package io.ordertable.infra.service;

import io.ordertable.infra.*;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.network.Network;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.dax.*;
import software.amazon.awscdk.services.iam.*;
import software.constructs.Construct;

/** A DAX cluster in front of the table, encrypted at rest and in transit. It serves items for five minutes, which is its default. */
record Cache(String name, String arn, String url) {

    static Cache create(Construct scope, Settings settings, Network network, DataStack data) {
        Role role = role(scope, settings, data);
        CfnCluster cluster = CfnCluster.Builder.create(scope, "Cluster")
                .nodeType(settings.daxNodeType())
                .replicationFactor(settings.daxNodes())
                .iamRoleArn(role.getRoleArn())
                .subnetGroupName(CfnSubnetGroup.Builder.create(scope, "Subnets")
                        .subnetIds(network.vpc().selectSubnets(Network.SUBNETS).getSubnetIds())
                        .build()
                        .getRef())
                .securityGroupIds(List.of(network.groups().cache().getSecurityGroupId()))
                .sseSpecification(CfnCluster.SSESpecificationProperty.builder()
                        .sseEnabled(true)
                        .build())
                .clusterEndpointEncryptionType("TLS")
                .build();
        cluster.getNode().addDependency(role);
        return new Cache(cluster.getRef(), cluster.getAttrArn(), cluster.getAttrClusterDiscoveryEndpointUrl());
    }

    /** Lets the cache do what the application does, and read the table's key schema. */
    private static Role role(Construct scope, Settings settings, DataStack data) {
        Role role = Role.Builder.create(scope, "Role")
                .description("The cache in front of the table")
                .path(settings.outside())
                .assumedBy(new ServicePrincipal("dax.amazonaws.com"))
                .build();
        data.allowing(Stream.concat(Contract.CALLS.cachedActions().stream(), Stream.of("dynamodb:DescribeTable"))
                        .sorted()
                        .toList())
                .forEach(role::addToPolicy);
        return role;
    }
}
