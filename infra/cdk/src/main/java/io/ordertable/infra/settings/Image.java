package io.ordertable.infra.settings;

import java.nio.file.Path;

/** The source of the service's container image. */
public sealed interface Image {

    /** Built from the Dockerfile in this directory during the deployment. */
    record Build(Path directory) implements Image {}

    /** Already pushed to a repository in the same account and region. */
    record Tag(String repository, String tag) implements Image {}
}
