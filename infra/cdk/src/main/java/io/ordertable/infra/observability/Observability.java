package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.events.Events;
import io.ordertable.infra.service.Service;
import java.util.*;
import software.amazon.awscdk.services.cloudwatch.*;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.route53.CfnHealthCheck;
import software.amazon.awscdk.services.route53.CfnHealthCheck.HealthCheckConfigProperty;
import software.constructs.Construct;

/** Alarms, and where to look when they go off. */
public final class Observability {

    private Observability() {}

    /** Creates the alarms and the dashboard of the app. */
    public static void create(Construct scope, Settings settings, Service service, Events events) {
        Metrics metrics = new Metrics(
                settings,
                Map.of(
                        "LoadBalancer", service.balancer().getLoadBalancerFullName(),
                        "TargetGroup", service.targets().getTargetGroupFullName(),
                        "QueueName", events.failures().getQueueName(),
                        "ClusterId", service.cache()));
        Notifications tickets = new Notifications(scope, "Tickets", settings, settings.alarmEmail());
        tickets.forwardEvents();
        List<AlarmBase> all = new ArrayList<>();
        List<AlarmBase> urgent = new ArrayList<>();
        AlarmTable.of(settings).forEach(rule -> {
            all.add(rule.alarm(scope, metrics));
            if (rule.pages()) {
                urgent.add(all.getLast());
            } else {
                tickets.notifyOf(all.getLast());
            }
        });
        // One message for an incident, however many rules it breaks.
        AlarmBase page = Rule.composite(scope, settings.name("customers-affected"), AlarmRule::anyOf, urgent, """
                Customers are affected: availability, latency, no-tasks or tokens-rejected has gone off. Its description says \
                what to do first, and docs/operations.md what to do then.""");
        new Notifications(scope, "Pages", settings, settings.pageTo()).notifyOf(page);
        all.addFirst(page);
        FargateService tasks = service.service();
        // If one goes off during a deployment or its bake time, which follows from their periods, ECS rolls back.
        List<String> rollback = List.of("availability-short", "latency-short");
        tasks.enableDeploymentAlarms(rollback.stream().map(settings::name).toList());
        rollback.forEach(alarm -> tasks.getNode().addDependency(scope.getNode().findChild(alarm)));
        new OverviewDashboard(scope, "Overview", metrics, all).getNode().addDependency(tasks, events.function());
    }

    /** Creates the alarms of CloudFront, whose metrics are in us-east-1, and which work even if the service's region is down. */
    public static void createForEdge(Construct scope, Settings settings) {
        Metrics metrics = new Metrics(
                settings, Map.of("HealthCheckId", settings.canary().isEmpty() ? "" : check(scope, settings.canary())));
        AlarmTable.ofEdge(settings).forEach(rule -> {
            String receiver = rule.pages() ? settings.pageTo() : settings.alarmEmail();
            new Notifications(scope, rule.pages() ? "EdgePages" : "EdgeTickets", settings, receiver)
                    .notifyOf(rule.alarm(scope, metrics));
        });
    }

    /** The service redirects its root without a token, and CloudFront does not cache it. */
    private static String check(Construct scope, String host) {
        return CfnHealthCheck.Builder.create(scope, "Check")
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
