package io.ordertable.infra.observability;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.AlarmWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/** A dashboard: first the state of all alarms, then each section's question and what its alarms watch. */
class OverviewDashboard extends Construct {

    private static final int WIDTH = 24;
    private static final int COLUMN = 6;

    private final Dashboard dashboard;
    private final List<Alarm> all = new ArrayList<>();
    private final List<List<IWidget>> sections = new ArrayList<>();

    OverviewDashboard(Construct scope, String id, String name) {
        super(scope, id);
        dashboard =
                Dashboard.Builder.create(this, "Dashboard").dashboardName(name).build();
    }

    /** Adds a section below the previous ones. */
    void add(Section section, List<Alarm> alarms) {
        all.addAll(alarms);
        sections.add(List.of(TextWidget.Builder.create()
                .markdown("## " + section.question())
                .width(WIDTH)
                .height(1)
                .build()));
        sections.add(alarms.stream().map(OverviewDashboard::graph).toList());
    }

    /** Adds the widgets, after all sections were added. */
    void build() {
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .alarms(all)
                .width(WIDTH)
                .height(4)
                .build());
        sections.forEach(row -> dashboard.addWidgets(row.toArray(IWidget[]::new)));
    }

    private static IWidget graph(Alarm alarm) {
        return AlarmWidget.Builder.create()
                .title(alarm.getNode().getId())
                .alarm(alarm)
                .width(COLUMN)
                .height(5)
                .build();
    }
}
