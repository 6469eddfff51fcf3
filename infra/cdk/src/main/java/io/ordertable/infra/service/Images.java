package io.ordertable.infra.service;

import io.ordertable.infra.settings.Image;
import io.ordertable.infra.settings.ServiceSettings.Processor;
import java.nio.file.Files;
import software.amazon.awscdk.IgnoreMode;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.constructs.Construct;

/** Resolves the service's container image. */
final class Images {

    private Images() {}

    /**
     * Returns the image according to the settings.
     *
     * @throws IllegalArgumentException if the directory to build has no Dockerfile
     */
    static ContainerImage of(Construct scope, Image image, Processor processor) {
        if (image instanceof Image.Tag pushed) {
            return ContainerImage.fromEcrRepository(
                    Repository.fromRepositoryName(scope, "Repository", pushed.repository()), pushed.tag());
        }
        Image.Build build = (Image.Build) image;
        if (!Files.exists(build.directory().resolve("Dockerfile"))) {
            throw new IllegalArgumentException("There is no Dockerfile in "
                    + build.directory().toAbsolutePath().normalize());
        }
        return ContainerImage.fromDockerImageAsset(DockerImageAsset.Builder.create(scope, "Image")
                .directory(build.directory().toString())
                .platform(processor == Processor.ARM ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
                .ignoreMode(IgnoreMode.DOCKER)
                .build());
    }
}
