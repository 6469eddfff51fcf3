package io.ordertable.infra.observability;

import io.ordertable.infra.Settings;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Creates alarms from rules. */
class Alarms extends Construct {

    private final Settings settings;
    private final Topic topic;

    Alarms(Construct scope, String id, Settings settings, Topic topic) {
        super(scope, id);
        this.settings = settings;
        this.topic = topic;
    }

    /** Creates the alarms of a section, in its order. */
    List<Alarm> of(Section section) {
        return section.rules().stream().map(this::alarm).toList();
    }

    /** Missing data does not breach: a failure that never happened has no metric. */
    private Alarm alarm(AlarmRule rule) {
        Alarm alarm = Alarm.Builder.create(this, rule.name())
                .alarmName(settings.name(rule.name()))
                .alarmDescription(rule.advice())
                .metric(rule.metric())
                .comparisonOperator(rule.comparison())
                .threshold(rule.threshold())
                .evaluationPeriods(rule.periods())
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        SnsAction notify = new SnsAction(topic);
        alarm.addAlarmAction(notify);
        alarm.addOkAction(notify);
        return alarm;
    }
}
