package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.events.Events;
import io.ordertable.infra.service.Service;
import java.util.*;
import software.amazon.awscdk.services.cloudwatch.*;
import software.amazon.awscdk.services.ecs.FargateService;
import software.constructs.Construct;

/** Alarms, and where to look when they go off. */
public final class Observability extends Construct {

    private final Metrics metrics;

    public Observability(Construct scope, String id, Settings settings, Service service, Events events) {
        super(scope, id);
        metrics = new Metrics(
                settings,
                Map.of(
                        "LoadBalancer", service.balancer().getLoadBalancerFullName(),
                        "TargetGroup", service.targets().getTargetGroupFullName(),
                        "QueueName", events.failures().getQueueName(),
                        "ClusterId", service.cache()));
        Notifications tickets = new Notifications(this, "Tickets", settings, settings.alarmEmail());
        tickets.forwardEvents();
        List<AlarmBase> all = new ArrayList<>();
        List<AlarmBase> urgent = new ArrayList<>();
        AlarmTable.of(settings).forEach(rule -> {
            AlarmBase alarm = alarm(rule);
            all.add(alarm);
            if (rule.pages()) {
                urgent.add(alarm);
            } else {
                tickets.notifyOf(alarm);
            }
        });
        // One message for an incident, however many rules it breaks.
        all.addFirst(composite("customers-affected", AlarmRule.anyOf(inAlarm(urgent)), """
                Customers are affected: at least one of the alarms availability, latency, no-tasks and tokens-rejected has gone \
                off. Its description says what to do first, and docs/operations.md what to do then."""));
        new Notifications(this, "Pages", settings, settings.pageTo()).notifyOf(all.getFirst());
        rollBack(service.service(), "availability-short", "latency-short");
        new OverviewDashboard(this, "Overview", metrics, all)
                .getNode()
                .addDependency(service.service(), events.function());
    }

    /** Makes ECS roll back a deployment if one of these alarms goes off during or directly after it. */
    private void rollBack(FargateService service, String... alarms) {
        service.enableDeploymentAlarms(
                List.of(alarms).stream().map(metrics.settings()::name).toList());
        List.of(alarms)
                .forEach(alarm -> service.getNode().addDependency(getNode().findChild(alarm)));
    }

    /** Creates the alarm of each condition, and one of all conditions if there are several. */
    private AlarmBase alarm(Rule rule) {
        List<Alarm> conditions = rule.conditions().stream()
                .map(condition -> condition.alarm(this, metrics, rule.advice()))
                .toList();
        return conditions.size() == 1
                ? conditions.getFirst()
                : composite(rule.name(), AlarmRule.allOf(inAlarm(conditions)), rule.advice());
    }

    private AlarmBase composite(String name, IAlarmRule rule, String advice) {
        return CompositeAlarm.Builder.create(this, name)
                .compositeAlarmName(metrics.settings().name(name))
                .alarmDescription(advice)
                .alarmRule(rule)
                .build();
    }

    private static IAlarmRule[] inAlarm(List<? extends AlarmBase> alarms) {
        return alarms.stream()
                .map(alarm -> AlarmRule.fromAlarm(alarm, AlarmState.ALARM))
                .toArray(IAlarmRule[]::new);
    }
}
