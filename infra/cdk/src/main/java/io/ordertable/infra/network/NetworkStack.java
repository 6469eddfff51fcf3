package io.ordertable.infra.network;

import io.ordertable.infra.settings.Settings;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** Where the service runs. Lives long; what runs in it comes and goes. */
public final class NetworkStack extends Stack {

    private final PrivateVpc network;
    private final Flows flows;

    public NetworkStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        network = new PrivateVpc(this, "Network", settings);
        flows = new Flows(this, "Flows", network.vpc(), settings);
        new DynamoDbEndpoint(this, "DynamoDb", network.vpc(), settings.names().base());
        new Endpoints(this, "Endpoints", network.vpc(), flows.endpoints());
    }

    public IVpc vpc() {
        return network.vpc();
    }

    /** Of the load balancer. */
    public ISecurityGroup balancer() {
        return flows.balancer();
    }

    /** Of the service's tasks. */
    public ISecurityGroup tasks() {
        return flows.tasks();
    }

    /** Of the cache, where there is one. */
    public Optional<SecurityGroup> dax() {
        return flows.dax();
    }
}
