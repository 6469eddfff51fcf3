package io.ordertable.infra.service;

import io.ordertable.infra.Contract;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.Settings;
import io.ordertable.infra.data.TableAccess;
import io.ordertable.infra.network.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dax.CfnCluster;
import software.amazon.awscdk.services.dax.CfnParameterGroup;
import software.amazon.awscdk.services.dax.CfnSubnetGroup;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** A DAX cluster in front of the table, encrypted at rest and in transit. */
class Cache extends Construct {

    /** How long items and query results are served from memory. */
    private static final String MILLISECONDS = "300000";

    private final CfnCluster cluster;

    Cache(Construct scope, String id, Settings settings, Network network, TableAccess table) {
        super(scope, id);
        Role role = role(table, settings);
        cluster = CfnCluster.Builder.create(this, "Cluster")
                .nodeType(settings.daxNodeType())
                .replicationFactor(settings.daxNodes())
                .iamRoleArn(role.getRoleArn())
                .parameterGroupName(CfnParameterGroup.Builder.create(this, "Parameters")
                        .parameterNameValues(
                                Map.of("record-ttl-millis", MILLISECONDS, "query-ttl-millis", MILLISECONDS))
                        .build()
                        .getRef())
                .subnetGroupName(CfnSubnetGroup.Builder.create(this, "Subnets")
                        .subnetIds(network.vpc().selectSubnets(Network.SUBNETS).getSubnetIds())
                        .build()
                        .getRef())
                .securityGroupIds(List.of(network.cache().getSecurityGroupId()))
                .sseSpecification(CfnCluster.SSESpecificationProperty.builder()
                        .sseEnabled(true)
                        .build())
                .clusterEndpointEncryptionType("TLS")
                .build();
        cluster.getNode().addDependency(role);
    }

    /** Returns the cluster's ARN, which roles need to use it. */
    String arn() {
        return cluster.getAttrArn();
    }

    String name() {
        return cluster.getRef();
    }

    /** Returns the address at which clients discover the nodes: {@code daxs://…}, because TLS is always on. */
    String url() {
        return cluster.getAttrClusterDiscoveryEndpointUrl();
    }

    /** Lets the cache do what the application does, and read the table's key schema. */
    private Role role(TableAccess table, Settings settings) {
        Role role = Role.Builder.create(this, "Role")
                .description("The cache in front of the table")
                .path(settings.outside())
                .assumedBy(new ServicePrincipal("dax.amazonaws.com"))
                .build();
        role.addToPolicy(table.allow(
                Stream.concat(Contract.calls().cachedActions().stream(), Stream.of("dynamodb:DescribeTable"))
                        .sorted()
                        .toList()));
        role.addToPolicy(table.allowKey(Stack.of(this)));
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "All indexes of one table", "/^Resource::.*\\/index\\/\\*$/");
        return role;
    }
}
