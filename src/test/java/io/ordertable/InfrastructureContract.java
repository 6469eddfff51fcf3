package io.ordertable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What the infrastructure takes the application to be. It is made from the same files, so neither changes without the other. */
public final class InfrastructureContract {

    private static final Path FILES = Path.of("infra/cdk/src/main/resources/contract");

    private InfrastructureContract() {}

    /** The part with this name. */
    public static JsonNode part(String name) {
        try {
            return new ObjectMapper().readTree(FILES.resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
