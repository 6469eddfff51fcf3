package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import io.ordertable.infra.events.Events;
import io.ordertable.infra.service.Service;
import java.util.List;
import software.constructs.Construct;

/** Alarms and the dashboard. */
public final class Observability extends Construct {

    public Observability(Construct scope, String id, Settings settings, Service service, Events events) {
        super(scope, id);
        AlarmTopic topic = new AlarmTopic(this, "Topic", settings.name("alarms"), settings.alarmEmail());
        Alarms alarms = new Alarms(this, "Alarms", settings, topic.topic());
        OverviewDashboard overview = new OverviewDashboard(this, "Overview", settings.name());
        for (Section section : sections(settings, service, events)) {
            overview.add(section, alarms.of(section));
        }
        overview.build();
    }

    /** Returns the sections, from what clients notice to possible causes. */
    private static List<Section> sections(Settings settings, Service service, Events events) {
        ApplicationMetrics application = new ApplicationMetrics(settings.namespace());
        TableMetrics table = new TableMetrics(settings.tableName());
        return List.of(
                ClientSection.of(application),
                BalancerSection.of(
                        service.balancer(),
                        service.targets(),
                        settings.sizing().tasks().min()),
                ResilienceSection.of(application),
                ThrottlingSection.of(table),
                CapacitySection.of(table, settings),
                TableSection.of(table),
                EventsSection.of(events.function(), events.failures(), settings));
    }
}
