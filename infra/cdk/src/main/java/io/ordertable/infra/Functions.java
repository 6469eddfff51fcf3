package io.ordertable.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.*;
import software.amazon.awscdk.services.lambda.*;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Creates functions from the zips of other modules. None of them is in the VPC. */
public final class Functions {

    private static final String ARCHIVE = "../%s/target/%s.zip";

    private Functions() {}

    /** Creates a function of a module with its log and its role, which allows these statements and to write the log. */
    public static Function create(
            Construct scope,
            Settings settings,
            String name,
            String module,
            String handler,
            Map<String, String> environment,
            List<PolicyStatement> statements) {
        LogGroup logs = Logs.group(scope, "Logs", settings, name);
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
                .code(Code.fromAsset(existing(ARCHIVE.formatted(module, module))))
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

    static String existing(String archive) {
        if (!Files.exists(Path.of(archive))) {
            throw new IllegalArgumentException(
                    "There is no " + archive + "; build it with ./mvnw -f infra package -DskipTests");
        }
        return archive;
    }
}
