package io.ordertable.infra.settings;

import java.nio.file.Path;

/** Where the service's container image comes from. */
public sealed interface Image {

    /** Built from the Dockerfile in this directory when the app is deployed. */
    record Build(Path directory) implements Image {}

    /** Pushed before, to a repository in the same account and region. */
    record Tag(String repository, String tag) implements Image {}
}
