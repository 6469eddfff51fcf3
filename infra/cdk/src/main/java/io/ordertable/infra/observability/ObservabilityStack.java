package io.ordertable.infra.observability;

import io.ordertable.infra.events.EventsStack;
import io.ordertable.infra.service.ServiceStack;
import io.ordertable.infra.settings.Settings;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Alarms and the dashboard. */
public final class ObservabilityStack extends Stack {

    public ObservabilityStack(
            Construct scope, String id, StackProps props, Settings settings, ServiceStack service, EventsStack events) {
        super(scope, id, props);
        AlarmTopic topic = new AlarmTopic(this, "Topic", settings.names().of("alarms"), settings.alarmEmail());
        Alarms alarms = new Alarms(this, "Alarms", settings.names(), topic.topic());
        OverviewDashboard overview =
                new OverviewDashboard(this, "Overview", settings.names().base());
        for (Section section : sections(settings, service, events)) {
            overview.add(section, alarms.of(section));
        }
        overview.build();
    }

    /** Returns the sections, from what clients notice to possible causes. */
    private static List<Section> sections(Settings settings, ServiceStack service, EventsStack events) {
        ApplicationMetrics application = new ApplicationMetrics(settings.names().metrics());
        TableMetrics table = new TableMetrics(settings.names().base());
        return List.of(
                ClientSection.of(application),
                BalancerSection.of(
                        service.balancer(),
                        service.targets(),
                        settings.service().tasks().min()),
                ResilienceSection.of(application),
                ThrottlingSection.of(table),
                CapacitySection.of(table, settings.table().billing()),
                TableSection.of(table),
                EventsSection.of(events.function(), events.failures(), settings.names()));
    }
}
