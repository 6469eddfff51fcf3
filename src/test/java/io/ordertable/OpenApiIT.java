package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.web.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API document is complete. That it is true is seen to by {@link OpenApiContract}, whatever is tested. */
class OpenApiIT extends IntegrationTest {

    /** Codes of requests that reach no operation. */
    private static final Set<String> OF_NO_OPERATION = Set.of("NOT_FOUND", "METHOD_NOT_ALLOWED");

    @Test
    void theDocumentIsOfVersion31AndListsTheApiAlone() {
        assertThat(document().path("openapi").asText()).startsWith("3.1.");
        assertThat(document().path("paths").fieldNames())
                .toIterable()
                .hasSize(8)
                .allMatch(path -> path.startsWith("/v1/"));
    }

    @Test
    void everyOperationHasASummaryAnIdATagAndASuccess() {
        assertThat(operations()).hasSize(14).allSatisfy(operation -> {
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.path("tags")).isNotEmpty();
            assertThat(operation.path("responses").fieldNames())
                    .toIterable()
                    .anyMatch(status -> status.startsWith("2"));
        });
        assertThat(operations().stream()
                        .map(operation -> operation.path("operationId").asText()))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void everyParameterHeaderAndTypeIsDescribed() {
        Stream<JsonNode> parameters = operations().stream()
                .flatMap(operation -> operation.path("parameters").valueStream())
                .filter(parameter -> !parameter.has("$ref"));
        Stream<JsonNode> components = Stream.of("parameters", "headers", "schemas")
                .flatMap(kind -> document().path("components").path(kind).valueStream());
        Stream<JsonNode> tags = document().path("tags").valueStream();

        assertThat(Stream.of(parameters, components, tags).flatMap(nodes -> nodes))
                .allSatisfy(node -> assertThat(node.path("description").asText())
                        .as(node.toString())
                        .isNotBlank());
    }

    @Test
    void everyProblemCodeIsAmongTheExamplesOfAnOperation() {
        Set<String> codes = new TreeSet<>(OF_NO_OPERATION);
        operations().forEach(operation -> operation.findValues("examples").forEach(examples -> examples.fieldNames()
                .forEachRemaining(codes::add)));

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ProblemCode.values()).map(Enum::name).toList());
    }

    @Test
    void theRootLeadsToSwaggerUi() {
        ApiResponse root = api().get("/");
        ApiResponse page = api().get(root.header("Location"));

        assertThat(root.status()).isEqualTo(302);
        assertThat(root.header("Location")).isEqualTo("/swagger-ui.html");
        assertThat(api().get(page.header("Location")).text()).contains("<div id=\"swagger-ui\">");
    }

    private JsonNode document() {
        return api().get("/v3/api-docs").json();
    }

    private List<JsonNode> operations() {
        return document()
                .path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }
}
