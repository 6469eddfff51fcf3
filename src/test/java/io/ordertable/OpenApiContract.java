package io.ordertable;

import static java.util.Objects.requireNonNullElse;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.ApiOperation;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API document that a service serves, as its contract: what the service answers must be documented in status, media type,
 * headers, body and problem code, and a body may have no members but the documented ones.
 *
 * <p>Nothing is said of requests that reach no documented operation, by their path or their method; nor of requests as such,
 * which tests send wrong on purpose.
 */
final class OpenApiContract {

    private static final Map<URI, Optional<OpenApiContract>> OF_SERVICES = new ConcurrentHashMap<>();

    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");
    private static final Set<String> NO_OPERATION =
            Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

    /** Headers of HTTP itself and of CORS, which every path has. */
    private static final Set<String> HEADERS_OF_ALL_PATHS = Set.of(
            "access-control-allow-credentials",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "connection",
            "content-length",
            "content-type",
            "date",
            "transfer-encoding",
            "vary");

    private final OpenApiInteractionValidator validator;

    OpenApiContract(String document) {
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(
                        ReceivedBody.describeLinesAsJson(document))
                .withStrictOperationPathMatching()
                .withCustomResponseValidation(OpenApiContract::validateHeaderNames)
                .withCustomResponseValidation(OpenApiContract::validateProblemCode)
                .build();
    }

    /** The contract of the service at this address; empty for a management port, which has none. */
    static Optional<OpenApiContract> of(URI service) {
        return OF_SERVICES.computeIfAbsent(service, address -> {
            try (InputStream document = address.resolve("/v3/api-docs").toURL().openStream()) {
                return Optional.of(new OpenApiContract(new String(document.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (FileNotFoundException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Fails where the response breaks the contract. */
    void check(String method, URI target, ApiResponse response) {
        List<String> violations = violations(method, target.getRawPath(), response);
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    method + " " + target + " is answered otherwise than documented: " + violations + "; " + response);
        }
    }

    /** What breaks the contract. */
    List<String> violations(String method, String path, ApiResponse response) {
        if (!METHODS.contains(method)) {
            return List.of();
        }
        return ReceivedBody.allOf(response)
                .map(body -> validator.validateResponse(path, Request.Method.valueOf(method), body))
                .flatMap(report -> report.getMessages().stream())
                .filter(message -> !NO_OPERATION.contains(message.getKey()))
                .map(ValidationReport.Message::getMessage)
                .distinct()
                .toList();
    }

    private static ValidationReport validateHeaderNames(Response response, ApiOperation operation) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(((ReceivedBody) response).headers().keySet());
        HEADERS_OF_ALL_PATHS.forEach(names::remove);
        requireNonNullElse(documented(response, operation).getHeaders(), Map.<String, Header>of())
                .keySet()
                .forEach(names::remove);
        return names.isEmpty() ? ValidationReport.empty() : error("Undocumented headers: " + names + ".");
    }

    /** The codes that a response can have are the names of its examples. */
    private static ValidationReport validateProblemCode(Response response, ApiOperation operation) {
        MediaType problem = requireNonNullElse(documented(response, operation).getContent(), new Content())
                .get("application/problem+json");
        if (problem == null) {
            return ValidationReport.empty();
        }
        String code = ((ReceivedBody) response).member("code");
        return problem.getExamples().containsKey(code)
                ? ValidationReport.empty()
                : error("Undocumented problem code: " + code + ".");
    }

    private static io.swagger.v3.oas.models.responses.ApiResponse documented(
            Response response, ApiOperation operation) {
        ApiResponses responses = operation.getOperation().getResponses();
        return responses.getOrDefault(String.valueOf(response.getStatus()), responses.get(ApiResponses.DEFAULT));
    }

    private static ValidationReport error(String message) {
        return ValidationReport.singleton(new MessageResolver().create("contract", message));
    }
}
