package io.ordertable.infra.observability;

import io.ordertable.infra.settings.Names;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Makes alarms of rules. */
class Alarms extends Construct {

    private final Names names;
    private final Topic topic;

    Alarms(Construct scope, String id, Names names, Topic topic) {
        super(scope, id);
        this.names = names;
        this.topic = topic;
    }

    /** Those of a section, in its order. */
    List<Alarm> of(Section section) {
        return section.rules().stream().map(this::alarm).toList();
    }

    /** Missing data is good: a failure that never happened has no metric. */
    private Alarm alarm(AlarmRule rule) {
        Alarm alarm = Alarm.Builder.create(this, rule.name())
                .alarmName(names.of(rule.name()))
                .alarmDescription(rule.advice())
                .metric(rule.metric())
                .comparisonOperator(rule.comparison())
                .threshold(rule.threshold())
                .evaluationPeriods(rule.periods())
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        SnsAction tell = new SnsAction(topic);
        alarm.addAlarmAction(tell);
        alarm.addOkAction(tell);
        return alarm;
    }
}
