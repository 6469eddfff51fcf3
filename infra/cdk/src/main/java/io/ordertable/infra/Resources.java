package io.ordertable.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.*;
import java.util.*;
import software.amazon.awscdk.*;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.*;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.*;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.*;
import software.amazon.awscdk.services.s3.*;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** Creates resources that several parts need, with what all of a kind have in common. */
public final class Resources {

    private Resources() {}

    /** Creates a log group in the environment's folder. */
    public static LogGroup logs(Construct scope, String id, Settings settings, String name) {
        return namedLogs(scope, id, settings, "/ordertable/" + settings.environment() + "/" + name);
    }

    /** Creates a log group with a name that AWS prescribes. */
    public static LogGroup namedLogs(Construct scope, String id, Settings settings, String name) {
        LogGroup group = LogGroup.Builder.create(scope, id)
                .logGroupName(name)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        ((CfnLogGroup) group.getNode().getDefaultChild()).setRetentionInDays(settings.logDays());
        return group;
    }

    /** Creates a private bucket. It is kept even if its creation fails, because it may not be empty. */
    public static Bucket bucket(Construct scope, String id, LifecycleRule... rules) {
        return Bucket.Builder.create(scope, id)
                // The only kind of encryption that load balancers support.
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .lifecycleRules(List.of(rules))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /** Creates a topic that accepts messages over TLS only, with a key of its own, to which publishers need access. */
    public static Topic topic(Construct scope, String name) {
        Key key = Key.Builder.create(scope, "Key")
                .alias("alias/" + name)
                .description("Topic " + name)
                .enableKeyRotation(true)
                .pendingWindow(Duration.days(7))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return Topic.Builder.create(scope, "Topic")
                .topicName(name)
                .masterKey(key)
                .enforceSsl(true)
                .build();
    }

    /** Creates a function from the zip of a module. It is not in the VPC. Its role allows these statements, and to write its log. */
    public static Function function(
            Construct scope,
            Settings settings,
            String name,
            String module,
            String handler,
            Map<String, String> environment,
            List<PolicyStatement> statements) {
        LogGroup logs = logs(scope, "Logs", settings, name);
        Role role = Role.Builder.create(scope, "Role")
                .description("The function " + name)
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        statements.forEach(role::addToPolicy);
        role.addToPolicy(Statements.allow(
                "WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getLogGroupArn()));
        Function function = Function.Builder.create(scope, "Function")
                .functionName(settings.name(name))
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(handler)
                .code(Code.fromAsset(existing("../%1$s/target/%1$s.zip".formatted(module))))
                .memorySize(512)
                .timeout(Duration.seconds(30))
                // Its policies are complete; CDK would add broader ones.
                .role(role.withoutPolicyUpdates())
                .logGroup(logs)
                .environment(environment)
                .build();
        function.getNode().addDependency(role);
        return function;
    }

    /** Shows a value after a deployment. */
    public static void output(Stack stack, String id, String description, String value) {
        CfnOutput.Builder.create(stack, id)
                .description(description)
                .value(value)
                .build();
    }

    /** Reads JSON as AWS documents it, in the order in which it is written. */
    public static <T> Map<String, T> json(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String existing(String archive) {
        if (!Files.exists(Path.of(archive))) {
            throw new IllegalArgumentException(
                    "There is no " + archive + "; build it with ./mvnw -f infra package -DskipTests");
        }
        return archive;
    }
}
