package io.ordertable.infra.service;

import io.ordertable.infra.network.Ports;
import io.ordertable.infra.settings.Exposure;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.constructs.Construct;

/** The load balancer. It uses HTTPS if there is a certificate, and is public if the settings say so. */
class Balancer extends Construct {

    private final ApplicationLoadBalancer balancer;

    Balancer(Construct scope, String id, IVpc vpc, ISecurityGroup group, Settings settings) {
        super(scope, id);
        Exposure exposure = settings.exposure();
        balancer = ApplicationLoadBalancer.Builder.create(this, "Balancer")
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(exposure.open() ? SubnetType.PUBLIC : SubnetType.PRIVATE_ISOLATED)
                        .build())
                .internetFacing(exposure.open())
                .securityGroup(group)
                .dropInvalidHeaderFields(true)
                .idleTimeout(Duration.seconds(EnvironmentVariables.BALANCER_IDLE_SECONDS))
                .deletionProtection(settings.table().retained())
                .build();
        balancer.logAccessLogs(new AccessLogs(this, "AccessLogs", settings).bucket());
    }

    ApplicationLoadBalancer balancer() {
        return balancer;
    }

    /** Forwards all requests to the targets. */
    void forwardTo(IApplicationTargetGroup targets, Exposure exposure) {
        ListenerAction forward = ListenerAction.forward(List.of(targets));
        if (exposure.certificate().isEmpty()) {
            listen("Http", Ports.HTTP, ApplicationProtocol.HTTP, forward);
            return;
        }
        ApplicationListener secure = balancer.addListener(
                "Https",
                BaseApplicationListenerProps.builder()
                        .port(Ports.HTTPS)
                        .protocol(ApplicationProtocol.HTTPS)
                        .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                        .certificates(List.of(ListenerCertificate.fromArn(
                                exposure.certificate().orElseThrow())))
                        .open(false)
                        .defaultAction(forward)
                        .build());
        listen(
                "Http",
                Ports.HTTP,
                ApplicationProtocol.HTTP,
                ListenerAction.redirect(RedirectOptions.builder()
                        .protocol("HTTPS")
                        .port(String.valueOf(secure.getPort()))
                        .permanent(true)
                        .build()));
    }

    private void listen(String id, int port, ApplicationProtocol protocol, ListenerAction action) {
        balancer.addListener(
                id,
                BaseApplicationListenerProps.builder()
                        .port(port)
                        .protocol(protocol)
                        .open(false)
                        .defaultAction(action)
                        .build());
    }
}
