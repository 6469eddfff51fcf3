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

/** The tasks that take requests: those that are ready, which they say on their management port. */
class Targets extends Construct {

    private static final String READINESS = "/actuator/health/readiness";
    private static final int INTERVAL = 5;
    private static final int PATIENCE = 4;
    private static final int TIMES = 2;

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
                        .timeout(Duration.seconds(PATIENCE))
                        .healthyThresholdCount(TIMES)
                        .unhealthyThresholdCount(TIMES)
                        .build())
                .build();
    }

    ApplicationTargetGroup group() {
        return group;
    }
}
