package io.ordertable.infra.network;

import io.ordertable.infra.Settings;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** Which connections are allowed. All others are refused. */
class SecurityGroups extends Construct {

    private final IVpc vpc;
    private final SecurityGroup balancer;
    private final SecurityGroup tasks;
    private final SecurityGroup endpoints;
    private final SecurityGroup operators;
    private final SecurityGroup cache;

    SecurityGroups(Construct scope, String id, IVpc vpc, Settings settings) {
        super(scope, id);
        this.vpc = vpc;
        balancer = group("Balancer", "The load balancer of the service");
        tasks = group("Tasks", "The tasks of the service");
        endpoints = group("Endpoints", "Interfaces of AWS services");
        operators = group("Operators", "Shells of operators");
        cache = settings.dax() ? group("Dax", "The cache in front of the table") : tasks;
        clients(settings).forEach(peer -> clientsToBalancer(peer, settings.tls()));
        if (settings.cloudfront()) {
            // One port only, because a prefix list counts as 55 of the 60 rules that a group may have.
            String source = settings.cloudfrontSource();
            balancer.addIngressRule(
                    source.startsWith("pl-") ? Peer.prefixList(source) : Peer.securityGroupId(source),
                    Port.tcp(settings.tls() ? Ports.HTTPS : Ports.HTTP),
                    "CloudFront");
        }
        if (settings.validateTokens()) {
            balancer.addEgressRule(Peer.anyIpv4(), Port.tcp(Ports.HTTPS), "keys of the issuer");
        }
        flow(balancer, tasks, Ports.SERVICE, "requests");
        flow(balancer, tasks, Ports.MANAGEMENT, "health checks");
        flow(operators, tasks, Ports.MANAGEMENT, "operators' endpoints");
        // Any address, because those of DynamoDB and S3 change. There is no route to others.
        tasks.addEgressRule(Peer.anyIpv4(), Port.tcp(Ports.HTTPS), "AWS");
        endpoints.addIngressRule(tasks, Port.tcp(Ports.HTTPS), "calls of AWS");
        if (settings.dax()) {
            flow(tasks, cache, Ports.DAX, "calls of DAX");
        }
    }

    SecurityGroup balancer() {
        return balancer;
    }

    SecurityGroup tasks() {
        return tasks;
    }

    SecurityGroup endpoints() {
        return endpoints;
    }

    SecurityGroup operators() {
        return operators;
    }

    SecurityGroup cache() {
        return cache;
    }

    private Stream<IPeer> clients(Settings settings) {
        List<String> ranges = settings.clientCidrs().isEmpty() ? List.of(settings.vpcCidr()) : settings.clientCidrs();
        return Stream.concat(
                ranges.stream().map(Peer::ipv4),
                settings.clientSecurityGroups().stream().map(Peer::securityGroupId));
    }

    private void clientsToBalancer(IPeer clients, boolean encrypted) {
        if (encrypted) {
            balancer.addIngressRule(clients, Port.tcp(Ports.HTTPS), "clients");
        }
        balancer.addIngressRule(clients, Port.tcp(Ports.HTTP), encrypted ? "clients, to be redirected" : "clients");
    }

    private static void flow(SecurityGroup from, SecurityGroup to, int port, String what) {
        from.addEgressRule(to, Port.tcp(port), what);
        to.addIngressRule(from, Port.tcp(port), what);
    }

    private SecurityGroup group(String id, String description) {
        return SecurityGroup.Builder.create(this, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(false)
                .build();
    }
}
