package io.ordertable.infra.network;

import io.ordertable.infra.Settings;
import java.util.List;
import software.amazon.awscdk.services.ec2.*;
import software.constructs.Construct;

/** Which connections are allowed. All others are refused. Operators' shells may call the tasks' management port, and nothing else. */
public record SecurityGroups(
        SecurityGroup balancer,
        SecurityGroup tasks,
        SecurityGroup endpoints,
        SecurityGroup operators,
        SecurityGroup cache) {

    /** The service's API. */
    public static final int SERVICE = 8080;

    /** The service's health and operators' endpoints. The load balancer uses it for health checks only. */
    public static final int MANAGEMENT = 8081;

    static SecurityGroups create(Construct scope, IVpc vpc, Settings settings) {
        SecurityGroup tasks = group(scope, "Tasks", vpc, "The tasks of the service");
        SecurityGroups groups = new SecurityGroups(
                group(scope, "Balancer", vpc, "The load balancer of the service"),
                tasks,
                group(scope, "Endpoints", vpc, "Interfaces of AWS services"),
                group(scope, "Operators", vpc, "Shells of operators"),
                settings.daxNodes() > 0 ? group(scope, "Dax", vpc, "The cache in front of the table") : tasks);
        groups.allow(settings);
        return groups;
    }

    private void allow(Settings settings) {
        List<String> ranges = settings.clientCidrs().isEmpty() ? List.of(settings.vpcCidr()) : settings.clientCidrs();
        // With a certificate HTTP is open too, to be redirected.
        for (Port port : settings.tls() ? List.of(Port.HTTP, Port.HTTPS) : List.of(Port.HTTP)) {
            ranges.forEach(range -> balancer.addIngressRule(Peer.ipv4(range), port, "clients"));
            settings.clientSecurityGroups()
                    .forEach(group -> balancer.addIngressRule(Peer.securityGroupId(group), port, "clients"));
        }
        if (settings.cloudfront()) {
            // One port only, because a prefix list counts as 55 of the 60 rules that a group may have.
            String source = settings.cloudfrontSource();
            balancer.addIngressRule(
                    source.startsWith("pl-") ? Peer.prefixList(source) : Peer.securityGroupId(source),
                    settings.tls() ? Port.HTTPS : Port.HTTP,
                    "CloudFront");
        }
        balancer.getConnections().allowTo(tasks, Port.tcp(SERVICE), "requests");
        balancer.getConnections().allowTo(tasks, Port.tcp(MANAGEMENT), "health checks");
        operators.getConnections().allowTo(tasks, Port.tcp(MANAGEMENT), "operators' endpoints");
        // To any address, because those of DynamoDB and S3 change. There is no route to others.
        tasks.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "AWS");
        endpoints.addIngressRule(tasks, Port.HTTPS, "calls of AWS");
        if (settings.validateTokens()) {
            balancer.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "keys of the issuer");
        }
        if (settings.daxNodes() > 0) {
            tasks.getConnections().allowTo(cache, Port.tcp(9111), "calls of DAX");
        }
    }

    private static SecurityGroup group(Construct scope, String id, IVpc vpc, String description) {
        return SecurityGroup.Builder.create(scope, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(false)
                .build();
    }
}
