package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.observability.Rule.Condition;
import software.amazon.awscdk.services.route53.CfnHealthCheck;
import software.amazon.awscdk.services.route53.CfnHealthCheck.HealthCheckConfigProperty;
import software.constructs.Construct;

/**
 * Alarms for CloudFront in us-east-1, the only region with their metrics: its certificate, and whether the service can be
 * reached from several regions of the world. The latter pages even if everything in the service's region is down.
 */
public final class EdgeAlarms extends Construct {

    public EdgeAlarms(Construct scope, String id, Settings settings) {
        super(scope, id);
        if (!settings.edgeCertificate().isEmpty()) {
            new Notifications(this, "Tickets", settings, "edge-tickets", settings.alarmEmail())
                    .notifyOf(new Condition("edge-certificate", 1, 1, 1440, "acm_DaysToExpiry < 21")
                            .alarm(
                                    this,
                                    settings,
                                    Metrics.least(
                                            "AWS/CertificateManager",
                                            "DaysToExpiry",
                                            "CertificateArn",
                                            settings.edgeCertificate(),
                                            1440),
                                    """
                            CloudFront's certificate expires in less than three weeks, or is gone. ACM should have renewed it: \
                            does the DNS record of its validation still exist?"""));
        }
        if (!settings.canary().isEmpty()) {
            new Notifications(this, "Pages", settings, "edge-pages", settings.pageTo())
                    .notifyOf(new Condition("canary", 3, 5, 1, "canary_HealthCheckStatus < 1")
                            .alarm(
                                    this,
                                    settings,
                                    Metrics.least(
                                            "AWS/Route53",
                                            "HealthCheckStatus",
                                            "HealthCheckId",
                                            check(settings.canary()),
                                            1),
                                    """
                            The service cannot be reached from the internet. If no other alarm went off, it is the edge: its \
                            certificate, DNS, web ACL, or the way from CloudFront to the load balancer."""));
        }
    }

    /** The service redirects its root without a token, and CloudFront does not cache it. */
    private String check(String host) {
        return CfnHealthCheck.Builder.create(this, "Check")
                .healthCheckConfig(HealthCheckConfigProperty.builder()
                        .type("HTTPS")
                        .fullyQualifiedDomainName(host)
                        .resourcePath("/")
                        .enableSni(true)
                        .build())
                .build()
                .getAttrHealthCheckId();
    }
}
