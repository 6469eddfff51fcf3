package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the API document shows as a body can be sent as it is. */
class OpenApiExamplesIT extends IntegrationTest {

    @Test
    void aUserCanBeCreatedAndChanged() {
        free(example("CreateUser").path("email").asText());
        free(example("UserPatch").path("email").asText());

        ApiResponse created = api().post("/v1/users", example("CreateUser").toString());
        ApiResponse changed = api().patch(
                        created.header("Location"),
                        example("UserPatch").toString(),
                        "If-Match",
                        created.header("ETag"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void anOrderCanBePlacedAndMovedOn() {
        ApiResponse placed = api().post(
                        "/v1/users/" + userId() + "/orders",
                        example("CreateOrder").toString());
        ApiResponse paid = api().patch(
                        placed.header("Location"),
                        example("ChangeStatus").toString(),
                        "If-Match",
                        placed.header("ETag"));

        assertThat(placed.status()).isEqualTo(201);
        assertThat(paid.status()).isEqualTo(200);
    }

    @Test
    void ordersCanBeAskedFor() {
        assertThat(api().post("/v1/orders/batch-get", example("BatchGet").toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ordersCanBeImported() {
        String lines = document()
                .at("/paths/~1v1~1orders~1import/post/requestBody/content/application~1x-ndjson/example")
                .asText();
        String ofSomeone = lines.replaceAll("\"user_id\": \"[^\"]+\"", "\"user_id\": \"" + userId() + "\"");

        ApiResponse imported = api().post("/v1/orders/import", ofSomeone, "Content-Type", "application/x-ndjson");

        assertThat(imported.text().lines()).hasSize(2).allMatch(line -> line.contains("\"created\""));
    }

    private String userId() {
        String body = "{\"name\": \"Ada\", \"email\": \"%s@example.org\"}".formatted(UUID.randomUUID());
        return api().post("/v1/users", body).text("/user_id");
    }

    private void free(String email) {
        for (JsonNode user : api().get("/v1/users?email=" + email).json().path("items")) {
            api().delete("/v1/users/" + user.path("user_id").asText(), "If-Match", "*");
        }
    }

    private JsonNode document() {
        return api().get("/v3/api-docs").json();
    }

    /** The example that Swagger UI makes up from those of the members. */
    private JsonNode example(String component) {
        return example(schema(component));
    }

    private JsonNode schema(String component) {
        return document().path("components").path("schemas").path(component);
    }

    private JsonNode example(JsonNode schema) {
        if (schema.has("example")) {
            return schema.path("example");
        }
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").asText();
            return example(reference.substring(reference.lastIndexOf('/') + 1));
        }
        if (schema.has("items")) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            return items.add(example(schema.path("items")));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties")
                .properties()
                .forEach(member -> object.set(member.getKey(), example(member.getValue())));
        return object;
    }
}
