package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JSON Schemas of the messages. */
final class MessageSchemas {

    private static final Path DIRECTORY = Path.of("src/main/resources/io/ordertable/events");
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageSchemas() {}

    /** Fails if a message breaks the schema that it names, or has members that the schema does not list. */
    static void check(String message) {
        try {
            JsonNode json = JSON.readTree(message);
            String schema = Files.readString(
                    DIRECTORY.resolve(json.path("schema").asText().replace('/', '-') + ".json"));
            List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(
                            message,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
            assertThat(errors).as(message).isEmpty();
            assertThat(names(JSON.readTree(schema).path("properties"))).containsSubsequence(names(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
