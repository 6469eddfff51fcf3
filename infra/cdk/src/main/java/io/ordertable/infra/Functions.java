package io.ordertable.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** Creates functions from the zips of other modules. None of them is in the VPC. */
public final class Functions {

    private Functions() {}

    /** Returns a builder of a function with a role whose policies are complete; CDK would add broader ones. */
    public static Function.Builder builder(Construct scope, String name, String archive, Role role) {
        return Function.Builder.create(scope, "Function")
                .functionName(name)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(Code.fromAsset(existing(archive)))
                .memorySize(512)
                .timeout(Duration.seconds(30))
                .role(role.withoutPolicyUpdates());
    }

    static String existing(String archive) {
        if (!Files.exists(Path.of(archive))) {
            throw new IllegalArgumentException(
                    "There is no " + archive + "; build it with ./mvnw -f infra package -DskipTests");
        }
        return archive;
    }
}
