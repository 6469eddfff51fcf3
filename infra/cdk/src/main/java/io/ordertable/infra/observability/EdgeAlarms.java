package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import java.util.Map;
import software.amazon.awscdk.services.route53.CfnHealthCheck;
import software.amazon.awscdk.services.route53.CfnHealthCheck.HealthCheckConfigProperty;
import software.constructs.Construct;

/**
 * The alarms of CloudFront, whose metrics are in us-east-1 only: of its certificate, and of a check from several regions of the
 * world, which pages even if everything in the service's region is down.
 */
public final class EdgeAlarms extends Construct {

    public EdgeAlarms(Construct scope, String id, Settings settings) {
        super(scope, id);
        Metrics metrics = new Metrics(
                settings, Map.of("HealthCheckId", settings.canary().isEmpty() ? "" : check(settings.canary())));
        AlarmTable.ofEdge(settings).forEach(rule -> {
            String receiver = rule.pages() ? settings.pageTo() : settings.alarmEmail();
            new Notifications(this, rule.pages() ? "EdgePages" : "EdgeTickets", settings, receiver)
                    .notifyOf(rule.conditions().getFirst().alarm(this, metrics, rule.advice()));
        });
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
