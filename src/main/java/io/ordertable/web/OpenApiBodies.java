package io.ordertable.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Documents what holds for bodies of all types: requests have no members but those named, and NDJSON is a text of lines. */
@Component
@SuppressWarnings({"rawtypes", "unchecked"}) // schemas know no types
class OpenApiBodies implements OpenApiCustomizer {

    private static final String NDJSON = "application/x-ndjson";

    @Override
    public void customise(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        for (Operation operation : operations(document)) {
            if (operation.getRequestBody() != null) {
                Content content = operation.getRequestBody().getContent();
                content.values().forEach(body -> close(body.getSchema(), schemas));
                describeLines(content);
            }
            operation.getResponses().values().stream()
                    .map(ApiResponse::getContent)
                    .filter(Objects::nonNull)
                    .forEach(OpenApiBodies::describeLines);
        }
    }

    private static List<Operation> operations(OpenAPI document) {
        return document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .toList();
    }

    /** Unknown members are refused, here and in what is inside. */
    private static void close(Schema<?> schema, Map<String, Schema> schemas) {
        Schema<?> body = schema.get$ref() == null
                ? schema
                : Objects.requireNonNull(schemas.get(schema.get$ref().substring("#/components/schemas/".length())));
        if (body.getProperties() != null) {
            body.setAdditionalProperties(false);
            body.getProperties().values().forEach(member -> close(member, schemas));
        }
        if (body.getItems() != null) {
            close(body.getItems(), schemas);
        }
    }

    /** The schema of a line goes into {@code contentSchema}: to JSON Schema the whole is a text, not a JSON value. */
    private static void describeLines(Content content) {
        MediaType stream = content.get(NDJSON);
        if (stream != null) {
            stream.setSchema(new JsonSchema()
                    .types(Set.of("string"))
                    .contentMediaType(NDJSON)
                    .contentSchema(stream.getSchema()));
        }
    }
}
