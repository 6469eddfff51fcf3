package io.ordertable.infra.network;

import io.ordertable.infra.settings.Settings;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** The network that the service runs in. */
public final class NetworkStack extends Stack {

    private final PrivateVpc network;
    private final SecurityGroups groups;

    public NetworkStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        network = new PrivateVpc(this, "Network", settings);
        groups = new SecurityGroups(this, "Flows", network.vpc(), settings);
        new DynamoDbEndpoint(this, "DynamoDb", network.vpc(), settings.names().base());
        new Endpoints(this, "Endpoints", network.vpc(), groups.endpoints());
    }

    public IVpc vpc() {
        return network.vpc();
    }

    /** Returns the security group of the load balancer. */
    public ISecurityGroup balancer() {
        return groups.balancer();
    }

    /** Returns the security group of the tasks. */
    public ISecurityGroup tasks() {
        return groups.tasks();
    }

    /** Returns the security group of the cache, if there is one. */
    public Optional<SecurityGroup> dax() {
        return groups.dax();
    }
}
