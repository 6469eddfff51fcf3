package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.error.ErrorCode;
import io.ordertable.error.Errors;
import io.ordertable.security.Tokens;
import io.ordertable.web.Statuses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The API document is complete. {@link OpenApiContract} checks in all other tests that it is true. */
class OpenApiIT extends IntegrationTest {

    private static final Set<String> CODES_OF_NO_OPERATION = Set.of("METHOD_NOT_ALLOWED", "NOT_FOUND");

    private static final Set<String> CODES_OF_EVERY_OPERATION = Set.of(
            "BAD_REQUEST",
            "DATABASE_UNAVAILABLE",
            "HEADERS_TOO_LARGE",
            "INTERNAL_ERROR",
            "ISSUER_UNAVAILABLE",
            "INVALID_PARAMETER",
            "NOT_ACCEPTABLE",
            "ORIGIN_NOT_ALLOWED",
            "OVERLOADED",
            "QUOTA_EXCEEDED",
            "REQUEST_TIMEOUT",
            "THROTTLED",
            "UNAUTHENTICATED",
            "URI_TOO_LONG");

    private static final Map<String, Set<String>> CODES_OF_INPUTS = Map.of(
            "path order_id", Set.of("ORDER_NOT_FOUND"),
            "query cursor", Set.of("INVALID_CURSOR"),
            "header If-Match", Set.of("PRECONDITION_FAILED", "PRECONDITION_REQUIRED"),
            "header Idempotency-Key", Set.of("IDEMPOTENCY_KEY_REUSED"),
            "body application/x-ndjson", Set.of("UNSUPPORTED_MEDIA_TYPE"),
            "body application/json",
                    Set.of("CONTENT_TOO_LARGE", "MALFORMED_JSON", "UNSUPPORTED_MEDIA_TYPE", "VALIDATION_FAILED"));

    private static final Set<String> OTHER_CODES_OF_FEATURES = Set.of(
            "EMAIL_TAKEN",
            "ERASURE_NOT_FOUND",
            "FORBIDDEN",
            "ILLEGAL_TRANSITION",
            "NEGATIVE_TOTAL",
            "ORDER_NOT_SHIPPED",
            "ORDER_TOO_LARGE",
            "SHIPMENT_EXCEEDS_ORDER",
            "TOO_MANY_SHIPMENTS",
            "TOO_MUCH_METADATA",
            "USER_EXISTS",
            "USER_NOT_FOUND");

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping controllers;

    private JsonNode document;

    @BeforeEach
    void readTheDocument() {
        document = api().get("/openapi.json").json();
    }

    @Test
    void theDocumentIsServedAsYamlAndAsJson() throws Exception {
        ApiResponse yaml = api().get("/openapi.yaml");

        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.text())
                .isEqualTo(new ClassPathResource("openapi.yaml").getContentAsString(StandardCharsets.UTF_8));
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(api().get("/v3/api-docs").json()).isEqualTo(document);
    }

    @Test
    void itsOperationsAndTheirInputsAreThoseOfTheControllers() {
        assertThat(ApiOperation.documented(document))
                .containsExactlyInAnyOrderElementsOf(ApiOperation.declared(controllers));
    }

    @Test
    void theProblemCodesOfAnOperationFollowFromItsInputs() {
        assertThat(ApiOperation.documented(document)).allSatisfy(operation -> {
            Set<String> expected = new TreeSet<>(CODES_OF_EVERY_OPERATION);
            CODES_OF_INPUTS.forEach((input, codes) -> expected.addAll(operation.takes(input) ? codes : Set.of()));
            Set<String> documented = new TreeSet<>(operation.problemCodes(document));
            documented.removeAll(OTHER_CODES_OF_FEATURES);
            assertThat(documented).isEqualTo(expected);
        });
    }

    @Test
    void everyProblemCodeIsDocumented() {
        List<String> codes = Errors.all().map(ErrorCode::name).toList();
        Stream<String> documented = ApiOperation.documented(document).stream()
                .flatMap(operation -> operation.problemCodes(document).stream())
                .distinct();

        assertThat(Stream.concat(documented, CODES_OF_NO_OPERATION.stream()))
                .containsExactlyInAnyOrderElementsOf(codes);
        assertThat(document.at("/components/schemas/ProblemCode/anyOf/0/enum").valueStream())
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void theExamplesOfProblemsAreLikeTheRealOnes() {
        Map<String, ErrorCode> codes = Errors.all()
                .filter(code -> !CODES_OF_NO_OPERATION.contains(code.name()))
                .collect(Collectors.toMap(ErrorCode::name, Function.identity()));

        assertThat(document.at("/components/examples")
                        .valueStream()
                        .map(example -> example.path("value"))
                        .filter(value -> value.has("code")))
                .hasSameSizeAs(codes.keySet())
                .allSatisfy(problem -> {
                    String name = problem.path("code").asText();
                    ErrorCode code = codes.get(name);
                    assertThat(problem.path("type").asText())
                            .isEqualTo("urn:ordertable:problem:"
                                    + name.toLowerCase(Locale.ROOT).replace('_', '-'));
                    assertThat(problem.path("title").asText()).isEqualTo(code.title());
                    assertThat(problem.path("status").asInt()).isEqualTo(Statuses.of(code));
                });
    }

    @Test
    void theRootLeadsToSwaggerUi() {
        String page = api().get(api().get("/").header("Location")).header("Location");

        assertThat(REFERENCE.matcher(api().get(page).text()).results())
                .hasSizeGreaterThan(4)
                .allSatisfy(reference -> assertThat(
                                api().get(resolve(page, reference.group(1))).status())
                        .isEqualTo(200));
        assertThat(api().get(resolve(page, "swagger-initializer.js")).text()).contains("\"../openapi.yaml\"");
        assertThat(api().anonymous().get(resolve(page, "login.json")).json())
                .as("where its users sign in")
                .hasToString("{\"issuer\":\"" + Tokens.ISSUER + "\",\"client_id\":\"browser\"}");
    }

    private static String resolve(String page, String reference) {
        return URI.create(page).resolve(reference).toString();
    }
}
