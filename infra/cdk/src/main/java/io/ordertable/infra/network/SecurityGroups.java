package io.ordertable.infra.network;

import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.settings.Settings;
import java.util.Optional;
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
    private final Optional<SecurityGroup> dax;

    SecurityGroups(Construct scope, String id, IVpc vpc, Settings settings) {
        super(scope, id);
        this.vpc = vpc;
        balancer = group("Balancer", "The load balancer of the service");
        tasks = group("Tasks", "The tasks of the service");
        endpoints = group("Endpoints", "Interfaces of AWS services");
        dax = settings.dax().map(on -> group("Dax", "The cache in front of the table"));
        clientsToBalancer(settings);
        flow(balancer, tasks, Ports.SERVICE, "requests");
        flow(balancer, tasks, Ports.MANAGEMENT, "health checks");
        flow(tasks, endpoints, Ports.HTTPS, "calls of AWS");
        dax.ifPresent(cache -> flow(tasks, cache, Ports.DAX, "calls of DAX"));
        tasksToGateways(PrefixLists.of(settings.region()));
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

    Optional<SecurityGroup> dax() {
        return dax;
    }

    private void clientsToBalancer(Settings settings) {
        boolean open = settings.exposure().open();
        boolean encrypted = settings.exposure().certificate().isPresent();
        var clients = open ? Peer.anyIpv4() : Peer.ipv4(PrivateVpc.RANGE);
        if (open) {
            NagExemptions.exempt(
                    balancer, "AwsSolutions-EC23", "A public load balancer is open to everybody, behind the firewall");
        }
        if (encrypted) {
            balancer.addIngressRule(clients, Port.tcp(Ports.HTTPS), "clients");
        }
        balancer.addIngressRule(clients, Port.tcp(Ports.HTTP), encrypted ? "clients, to be redirected" : "clients");
    }

    private void tasksToGateways(PrefixLists lists) {
        tasks.addEgressRule(Peer.prefixList(lists.dynamoDb()), Port.tcp(Ports.HTTPS), "DynamoDB");
        tasks.addEgressRule(Peer.prefixList(lists.s3()), Port.tcp(Ports.HTTPS), "image layers in S3");
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
