package io.ordertable.infra.service;

import io.ordertable.infra.*;
import io.ordertable.infra.network.*;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.elasticloadbalancingv2.*;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** The internal load balancer, and the tasks that it forwards to. It uses HTTPS if there is a certificate. */
record Balancer(ApplicationLoadBalancer balancer, ApplicationTargetGroup targets) {

    private static final List<String> DOCUMENT = List.of("/", "/openapi.*", "/v3/api-docs", "/swagger-ui*");

    static Balancer create(Construct scope, Network network, Settings settings) {
        ApplicationLoadBalancer balancer = ApplicationLoadBalancer.Builder.create(scope, "Balancer")
                .vpc(network.vpc())
                .vpcSubnets(Network.SUBNETS)
                .securityGroup(network.groups().balancer())
                .dropInvalidHeaderFields(true)
                .idleTimeout(Duration.seconds(EnvironmentVariables.BALANCER_IDLE_SECONDS))
                .deletionProtection(settings.deletionProtection())
                .build();
        LifecycleRule expiry = LifecycleRule.builder()
                .expiration(Duration.days(settings.logDays()))
                .build();
        balancer.logAccessLogs(Resources.bucket(scope, "AccessLogs", expiry));
        ApplicationTargetGroup targets = targets(scope, network);
        ListenerAction forward = ListenerAction.forward(List.of(targets));
        // With the same id in both cases, because a second listener on the port could not be created.
        ListenerAction redirect = ListenerAction.redirect(RedirectOptions.builder()
                .protocol("HTTPS")
                .port("443")
                .permanent(true)
                .build());
        balancer.addListener(
                "Http", listener(80, settings.tls() ? redirect : forward).build());
        if (settings.tls()) {
            secure(balancer, settings, forward);
        }
        return new Balancer(balancer, targets);
    }

    /** Health checks use the management port, which no listener forwards to. */
    private static ApplicationTargetGroup targets(Construct scope, Network network) {
        return ApplicationTargetGroup.Builder.create(scope, "Targets")
                .vpc(network.vpc())
                .targetType(TargetType.IP)
                .protocol(ApplicationProtocol.HTTP)
                .port(SecurityGroups.SERVICE)
                .loadBalancingAlgorithmType(TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS)
                .deregistrationDelay(Duration.seconds(Settings.SHUTDOWN_DELAY + Settings.SHUTDOWN_GRACE))
                .healthCheck(HealthCheck.builder()
                        .path("/actuator/health/readiness")
                        .port(String.valueOf(SecurityGroups.MANAGEMENT))
                        .interval(Duration.seconds(5))
                        .timeout(Duration.seconds(4))
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(2)
                        .build())
                .build();
    }

    private static void secure(ApplicationLoadBalancer balancer, Settings settings, ListenerAction forward) {
        ListenerAction action = settings.validateTokens() ? validation(settings, forward) : forward;
        ApplicationListener listener = balancer.addListener(
                "Https",
                listener(443, action)
                        .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                        .certificates(List.of(ListenerCertificate.fromArn(settings.certificate())))
                        .build());
        if (settings.validateTokens()) {
            // These have no token: preflight requests of browsers, and those of the API document.
            listener.addAction("Preflight", rule(1, ListenerCondition.httpRequestMethods(List.of("OPTIONS")), forward));
            listener.addAction("Document", rule(2, ListenerCondition.pathPatterns(DOCUMENT), forward));
        }
    }

    private static BaseApplicationListenerProps.Builder listener(int port, ListenerAction action) {
        return BaseApplicationListenerProps.builder().port(port).open(false).defaultAction(action);
    }

    /** Forwards requests with a valid token only. The service checks it again, and who the caller is. */
    private static ListenerAction validation(Settings settings, ListenerAction forward) {
        return ListenerAction.authenticateJwt(AuthenticateJwtOptions.builder()
                .issuer(settings.issuer())
                .jwksEndpoint(settings.jwksUrl())
                .next(forward)
                .build());
    }

    private static AddApplicationActionProps rule(int priority, ListenerCondition condition, ListenerAction action) {
        return AddApplicationActionProps.builder()
                .priority(priority)
                .conditions(List.of(condition))
                .action(action)
                .build();
    }
}
