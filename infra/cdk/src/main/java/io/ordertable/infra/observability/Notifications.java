package io.ordertable.infra.observability;

import io.ordertable.infra.*;
import java.util.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.*;
import software.constructs.Construct;

/** A topic for alarms and notices, mailed or posted to a receiver. Publishers need access to its key, too. */
class Notifications extends Construct {

    private final Settings settings;
    private final Topic topic;

    Notifications(Construct scope, String id, Settings settings, String receiver) {
        super(scope, id);
        this.settings = settings;
        topic = Resources.topic(new Construct(this, "Topic"), settings.name(id.toLowerCase(Locale.ROOT)));
        allowPublishing(
                "cloudwatch.amazonaws.com",
                Map.of("aws:SourceAccount", Stack.of(this).getAccount()));
        // It is not documented that EventBridge passes the account.
        allowPublishing("events.amazonaws.com", Map.of());
        String to = receiver.isEmpty() ? settings.alarmEmail() : receiver;
        if (!to.isEmpty()) {
            topic.addSubscription(to.startsWith("https:") ? new UrlSubscription(to) : new EmailSubscription(to));
        }
    }

    /** Sends a message when an alarm goes off, and when it no longer does. */
    void notifyOf(AlarmBase alarm) {
        SnsAction action = new SnsAction(topic);
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
    }

    /** Forwards failures that AWS reports as events, for which there are no metrics; each contains its own reason. */
    void forwardEvents() {
        forward("tasks-stopped", """
                {"source": ["aws.ecs"], "detail-type": ["ECS Task State Change"], "detail": {
                  "clusterArn": [{"suffix": ":cluster/%1$s"}], "group": ["service:%1$s"], "lastStatus": ["STOPPED"], "$or": [
                    {"stopCode": ["EssentialContainerExited", "TaskFailedToStart"]},
                    {"stoppedReason": [{"prefix": "Task failed"}]}]}}""", """
                A task exited, could not start, or failed its health checks. stoppedReason and exitCode say why (137: out of \
                memory), and the query errors shows its last words.""");
        forward("deployment-failed", """
                {"source": ["aws.ecs"], "detail-type": ["ECS Deployment State Change", "ECS Service Action"],
                 "resources": [{"suffix": ":service/%1$s/%1$s"}], "detail": {"eventName": [
                   "SERVICE_DEPLOYMENT_FAILED", "SERVICE_TASK_PLACEMENT_FAILURE", "SERVICE_TASK_START_IMPAIRED"]}}""", """
                ECS has rolled a deployment back, or cannot start tasks; those of the previous version run on. The event has the \
                reason. Fix it and deploy again.""");
        forward("backup-failed", """
                {"source": ["aws.backup"],
                 "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
                 "detail": {"$or": [{"state": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"]}, {"status": ["FAILED", "ABORTED"]}]}}""", """
                A backup, a copy of one, or a test of restoring one has failed in this account; the event has the reason. Until \
                one succeeds, the newest backup is older than planned. Start it again in AWS Backup.""");
    }

    private void forward(String name, String pattern, String advice) {
        Map<String, ?> transformer = Map.of(
                "inputPathsMap",
                Map.of("event", "$.detail"),
                "inputTemplate",
                "{\"notice\": \"%s\", \"advice\": \"%s\", \"event\": <event>}".formatted(settings.name(name), advice));
        CfnRule.Builder.create(this, name)
                .name(settings.name(name))
                .description(advice)
                .eventPattern(Resources.json(pattern.formatted(settings.name())))
                .targets(List.of(Map.of("id", "topic", "arn", topic.getTopicArn(), "inputTransformer", transformer)))
                .build();
    }

    private void allowPublishing(String service, Map<String, String> context) {
        PolicyStatement publish = Statements.allowIf(context, "Publish", List.of("sns:Publish"), topic.getTopicArn());
        PolicyStatement encrypt =
                Statements.allowIf(context, "Encrypt", List.of("kms:Decrypt", "kms:GenerateDataKey"), "*");
        publish.addServicePrincipal(service);
        encrypt.addServicePrincipal(service);
        topic.addToResourcePolicy(publish);
        topic.getMasterKey().addToResourcePolicy(encrypt);
    }
}
