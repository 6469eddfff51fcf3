package io.ordertable.infra.observability;

import io.ordertable.infra.EncryptedTopic;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** The topic that alarms notify. CloudWatch needs access to its key: otherwise alarms would go off without a notification. */
class AlarmTopic extends Construct {

    private final Topic topic;

    AlarmTopic(Construct scope, String id, String name, String email) {
        super(scope, id);
        ServicePrincipal cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");
        EncryptedTopic encrypted = new EncryptedTopic(this, "Alarms", name);
        encrypted
                .key()
                .addToResourcePolicy(PolicyStatement.Builder.create()
                        .sid("EncryptAlarms")
                        .principals(List.of(cloudWatch))
                        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                        .resources(List.of("*"))
                        .build());
        topic = encrypted.topic();
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("PublishAlarms")
                .principals(List.of(cloudWatch))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        if (!email.isEmpty()) {
            topic.addSubscription(new EmailSubscription(email));
        }
    }

    Topic topic() {
        return topic;
    }
}
