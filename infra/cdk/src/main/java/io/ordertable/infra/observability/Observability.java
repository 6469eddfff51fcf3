package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.events.Events;
import io.ordertable.infra.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.ecs.AlarmBehavior;
import software.amazon.awscdk.services.ecs.DeploymentAlarmOptions;
import software.amazon.awscdk.services.ecs.FargateService;
import software.constructs.Construct;

/** Alarms, and where to look when they go off. */
public final class Observability extends Construct {

    /** They go off within minutes of a bad deployment, and cannot be on before the first one. */
    private static final List<String> OF_DEPLOYMENTS = List.of("availability-5m", "latency-5m");

    private final Metrics metrics;
    private final Map<String, Alarm> parts = new HashMap<>();

    public Observability(Construct scope, String id, Settings settings, Service service, Events events) {
        super(scope, id);
        metrics = new Metrics(
                settings,
                service.balancer().getLoadBalancerFullName(),
                service.targets().getTargetGroupFullName(),
                events.failures().getQueueName(),
                service.cache());
        Notifications pages = new Notifications(this, "Pages", settings, "pages", settings.pageTo());
        Notifications tickets = new Notifications(this, "Tickets", settings, "tickets", settings.alarmEmail());
        List<AlarmBase> all = new ArrayList<>();
        List<AlarmBase> urgent = new ArrayList<>();
        for (Rule rule : AlarmTable.of(settings)) {
            AlarmBase alarm = alarm(rule);
            all.add(alarm);
            if (rule.pages()) {
                urgent.add(alarm);
            } else {
                tickets.notifyOf(alarm);
            }
        }
        // One message for an incident, however many rules it breaks.
        AlarmBase page = composite("customers-affected", AlarmRule.anyOf(inAlarm(urgent)), """
                Customers are affected: at least one of the alarms availability, latency, no-tasks and tokens-rejected has gone \
                off. Its description says what to do first, and docs/operations.md what to do then.""");
        pages.notifyOf(page);
        all.addFirst(page);
        tickets.forwardEvents();
        new OverviewDashboard(this, "Overview", metrics, all)
                .getNode()
                .addDependency(service.service(), events.function());
    }

    /** Makes ECS roll back a deployment during or directly after which requests fail or take long. */
    public void rollBack(FargateService service) {
        service.enableDeploymentAlarms(
                OF_DEPLOYMENTS.stream().map(metrics.settings()::name).toList(),
                DeploymentAlarmOptions.builder()
                        .behavior(AlarmBehavior.ROLLBACK_ON_ALARM)
                        .build());
        OF_DEPLOYMENTS.forEach(name -> service.getNode().addDependency(parts.get(name)));
    }

    /** Creates the alarm of each condition, and one of all conditions if there are several. */
    private AlarmBase alarm(Rule rule) {
        List<Alarm> conditions = rule.conditions().stream()
                .map(condition -> parts.computeIfAbsent(
                        condition.name(),
                        name -> condition.alarm(
                                this,
                                metrics.settings(),
                                metrics.of(condition.expression(), name, condition.minutes()),
                                rule.advice())))
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
