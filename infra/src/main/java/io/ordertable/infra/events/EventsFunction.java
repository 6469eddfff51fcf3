package io.ordertable.infra.events;

import io.ordertable.infra.contract.Contract;
import io.ordertable.infra.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The function, started from a snapshot: those exist of published versions only, so an alias leads to the newest. */
class EventsFunction extends Construct {

    private static final int MEMORY = 512;
    private static final Duration TIMEOUT = Duration.seconds(30);

    private final Function function;
    private final Alias alias;

    EventsFunction(Construct scope, String id, Settings settings, Role role, String topic, LogGroup logs) {
        super(scope, id);
        function = Function.Builder.create(this, "Function")
                .functionName(settings.names().of("events"))
                .description("Announces what happens to orders")
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(Contract.function().handler())
                .code(Code.fromAsset(archive(settings.eventsArchive()).toString()))
                .memorySize(MEMORY)
                .timeout(TIMEOUT)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                // It has what it needs; CDK would add what it takes to be needed.
                .role(role.withoutPolicyUpdates())
                .logGroup(logs)
                .environment(Map.of(
                        "TOPIC_ARN", topic,
                        "POWERTOOLS_SERVICE_NAME", settings.names().of("events"),
                        "POWERTOOLS_METRICS_NAMESPACE", settings.names().metrics()))
                .build();
        function.getNode().addDependency(role);
        Annotations.of(function)
                .acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "The alias publishes");
        alias = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    Function function() {
        return function;
    }

    Alias alias() {
        return alias;
    }

    private static Path archive(Path archive) {
        if (!Files.exists(archive)) {
            throw new IllegalArgumentException("There is no "
                    + archive.toAbsolutePath().normalize() + "; the application's build makes it: ./mvnw package");
        }
        return archive;
    }
}
