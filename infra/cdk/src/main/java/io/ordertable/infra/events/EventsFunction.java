package io.ordertable.infra.events;

import io.ordertable.infra.contract.Contract;
import io.ordertable.infra.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The function that publishes what happened to orders. */
class EventsFunction extends Construct {

    private static final int MEMORY = 512;
    private static final Duration TIMEOUT = Duration.seconds(30);

    private final Function function;

    EventsFunction(Construct scope, String id, Settings settings, Role role, String topic, LogGroup logs) {
        super(scope, id);
        function = Function.Builder.create(this, "Function")
                .functionName(settings.names().of("events"))
                .description("Publishes what happened to orders")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(Contract.function().handler())
                .code(Code.fromAsset(archive(settings.eventsArchive()).toString()))
                .memorySize(MEMORY)
                .timeout(TIMEOUT)
                // Its policies are complete; CDK would add broader ones.
                .role(role.withoutPolicyUpdates())
                .logGroup(logs)
                .environment(Map.of(
                        "TOPIC_ARN", topic,
                        "POWERTOOLS_SERVICE_NAME", settings.names().of("events"),
                        "POWERTOOLS_METRICS_NAMESPACE", settings.names().metrics()))
                .build();
        function.getNode().addDependency(role);
    }

    Function function() {
        return function;
    }

    private static Path archive(Path archive) {
        if (!Files.exists(archive)) {
            throw new IllegalArgumentException("There is no "
                    + archive.toAbsolutePath().normalize() + "; build it with ./mvnw -f infra package -DskipTests");
        }
        return archive;
    }
}
