package io.ordertable.infra.events;

import io.ordertable.infra.EncryptedTopic;
import io.ordertable.infra.NagExemptions;
import io.ordertable.infra.data.DataStack;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Lets the function read one stream, publish to one topic, write one log, and report failures to one queue. */
class FunctionRole extends Construct {

    private static final List<String> STREAM_ACTIONS =
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator");

    private final Role role;

    FunctionRole(Construct scope, String id, DataStack data, EncryptedTopic topic, Queue failures, LogGroup logs) {
        super(scope, id);
        Stack stack = Stack.of(this);
        String dynamoDb = "dynamodb." + stack.getRegion() + "." + stack.getUrlSuffix();
        String sns = "sns." + stack.getRegion() + "." + stack.getUrlSuffix();
        role = Role.Builder.create(this, "Role")
                .description("The events function")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        allow("ReadStream", STREAM_ACTIONS, data.stream());
        allow("FindStream", List.of("dynamodb:ListStreams"), "*");
        NagExemptions.exempt(role, "AwsSolutions-IAM5", "Lists of streams have no resource", "Resource::*");
        allowKey("DecryptStream", List.of("kms:Decrypt"), data.access().key(), dynamoDb);
        allow("Publish", List.of("sns:Publish"), topic.topic().getTopicArn());
        allowKey(
                "EncryptMessages",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                topic.key().getKeyArn(),
                sns);
        allow("ReportFailures", List.of("sqs:SendMessage"), failures.getQueueArn());
        allow("WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn());
    }

    Role role() {
        return role;
    }

    private void allow(String sid, List<String> actions, String resource) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(List.of(resource))
                .build());
    }

    /** Allows the use of a key through one service only. */
    private void allowKey(String sid, List<String> actions, String key, String service) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(List.of(key))
                .conditions(Map.of("StringEquals", Map.of("kms:ViaService", service)))
                .build());
    }
}
