package io.ordertable.infra;

import java.util.List;
import software.amazon.awscdk.*;
import software.amazon.awscdk.services.ecr.*;
import software.constructs.Construct;

/** The repository of the service's images. All environments of an account and region share it, so it is deployed once, and first. */
final class RepositoryStack extends Stack {

    /** More than releases that anybody would roll back to. */
    private static final int IMAGES = 100;

    RepositoryStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        Repository.Builder.create(this, "Images")
                .repositoryName(settings.repository())
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                .lifecycleRules(
                        List.of(LifecycleRule.builder().maxImageCount(IMAGES).build()))
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
    }
}
