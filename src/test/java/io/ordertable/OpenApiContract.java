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
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The API document that a service serves, as its contract. A response must be documented in status, media type, headers, body and
 * problem code, and its body may have no members but the documented ones. A request that the service accepts must be as documented.
 *
 * <p>Requests that reach no documented operation, by their path or their method, are not checked.
 */
final class OpenApiContract {

    private static final Map<URI, Optional<OpenApiContract>> OF_SERVICES = new ConcurrentHashMap<>();

    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

    /** Means that there is no such operation, even if the validator takes a name for an id. */
    private static final int NOT_ALLOWED = 405;

    /** The last: times of more than four digits in a year, which RFC 3339 does not have. */
    private static final Set<String> TOLERATED = Set.of(
            "validation.request.path.missing",
            "validation.request.operation.notAllowed",
            "validation.request.parameter.schema.format.date-time");

    /** Headers of HTTP itself, of CORS, of budgets that are nearly used up and of what a request took, which every path has. */
    private static final Set<String> HEADERS_OF_ALL_PATHS = Set.of(
            "access-control-allow-credentials",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "connection",
            "content-length",
            "content-type",
            "date",
            "ratelimit",
            "ratelimit-policy",
            "server-timing",
            "transfer-encoding",
            "vary",
            "x-content-type-options");

    private final OpenApiInteractionValidator validator;

    OpenApiContract(String document) {
        this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(ReceivedBody.closed(document))
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

    /** Fails if the response breaks the contract, or if the service accepted a request that does. */
    void check(HttpRequest request, ApiResponse response) {
        List<String> violations = Stream.concat(
                        violations(request.method(), request.uri().getRawPath(), response).stream(),
                        SentRequests.accepted(request, response).flatMap(accepted -> violations(accepted).stream()))
                .toList();
        if (!violations.isEmpty()) {
            throw new AssertionError(request + " is not as documented: " + violations + "; " + response);
        }
    }

    /** What a request that the service accepted breaks of the contract. */
    List<String> violations(Request accepted) {
        return messages(validator.validateRequest(accepted)).toList();
    }

    /** What a response breaks of the contract. */
    List<String> violations(String method, String path, ApiResponse response) {
        if (!METHODS.contains(method) || response.status() == NOT_ALLOWED) {
            return List.of();
        }
        return ReceivedBody.allOf(response)
                .map(body -> validator.validateResponse(path, Request.Method.valueOf(method), body))
                .flatMap(OpenApiContract::messages)
                .distinct()
                .toList();
    }

    private static Stream<String> messages(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> !TOLERATED.contains(message.getKey()))
                .map(ValidationReport.Message::getMessage);
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
