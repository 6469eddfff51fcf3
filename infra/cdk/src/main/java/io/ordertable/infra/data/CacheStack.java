package io.ordertable.infra.data;

import io.ordertable.infra.network.NetworkStack;
import io.ordertable.infra.settings.Dax;
import io.ordertable.infra.settings.Settings;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The cache in front of the table, in environments that have one. */
public final class CacheStack extends Stack {

    private final DaxCluster cluster;

    public CacheStack(
            Construct scope,
            String id,
            StackProps props,
            Settings settings,
            Dax dax,
            NetworkStack network,
            DataStack data) {
        super(scope, id, props);
        DaxRole role = new DaxRole(this, "Role", data.access());
        cluster = new DaxCluster(this, "Cluster", settings, dax, network, role.role());
    }

    /** Returns the cluster's ARN, which roles need to use it. */
    public String arn() {
        return cluster.cluster().getAttrArn();
    }

    /** Returns the address at which clients discover the nodes: {@code daxs://…}, because TLS is always on. */
    public String url() {
        return cluster.cluster().getAttrClusterDiscoveryEndpointUrl();
    }
}
