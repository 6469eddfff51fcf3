package io.ordertable.infra.events;

import io.ordertable.infra.EncryptedTopic;
import io.ordertable.infra.Retention;
import io.ordertable.infra.data.DataStack;
import io.ordertable.infra.settings.Settings;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** Publishes what happened to orders on a topic. Lambda itself reads the stream, so nothing here is in the VPC. */
public final class EventsStack extends Stack {

    private final EventsFunction function;
    private final FailureQueue failures;

    public EventsStack(Construct scope, String id, StackProps props, Settings settings, DataStack data) {
        super(scope, id, props);
        EncryptedTopic topic =
                new EncryptedTopic(this, "Events", settings.names().of("events"));
        failures = new FailureQueue(this, "Failures", settings.names().of("failed-events"));
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName(settings.names().logs("events"))
                .retention(Retention.ofDays(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        FunctionRole role = new FunctionRole(this, "Role", data, topic, failures.queue(), logs);
        function = new EventsFunction(
                this, "Announcer", settings, role.role(), topic.topic().getTopicArn(), logs);
        new StreamMapping(this, "Stream", data.stream(), function.function(), failures.queue());
        CfnOutput.Builder.create(this, "Topic")
                .description("Subscribe to this topic to receive events of orders")
                .value(topic.topic().getTopicArn())
                .build();
    }

    public Function function() {
        return function.function();
    }

    /** Returns the queue for records whose events could not be published. */
    public Queue failures() {
        return failures.queue();
    }
}
