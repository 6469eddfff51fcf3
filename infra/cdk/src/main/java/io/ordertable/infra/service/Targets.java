package io.ordertable.infra.service;

import io.ordertable.infra.network.Ports;
import io.ordertable.infra.settings.Settings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetGroupLoadBalancingAlgorithmType;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.constructs.Construct;

/** The tasks that accept requests, with a health check on their management port. */
class Targets extends Construct {

    private static final String READINESS = "/actuator/health/readiness";
    private static final int INTERVAL = 5;
    private static final int TIMEOUT = 4;
    private static final int THRESHOLD = 2;

    private final ApplicationTargetGroup group;

    Targets(Construct scope, String id, IVpc vpc, Settings settings) {
        super(scope, id);
        group = ApplicationTargetGroup.Builder.create(this, "Group")
                .vpc(vpc)
                .targetType(TargetType.IP)
                .protocol(ApplicationProtocol.HTTP)
                .port(Ports.SERVICE)
                .loadBalancingAlgorithmType(TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS)
                .deregistrationDelay(
                        Duration.seconds(settings.service().shutdown().deregistrationDelay()))
                .healthCheck(HealthCheck.builder()
                        .path(READINESS)
                        .port(String.valueOf(Ports.MANAGEMENT))
                        .healthyHttpCodes("200")
                        .interval(Duration.seconds(INTERVAL))
                        .timeout(Duration.seconds(TIMEOUT))
                        .healthyThresholdCount(THRESHOLD)
                        .unhealthyThresholdCount(THRESHOLD)
                        .build())
                .build();
    }

    ApplicationTargetGroup group() {
        return group;
    }
}
