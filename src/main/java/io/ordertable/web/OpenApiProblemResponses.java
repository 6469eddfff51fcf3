package io.ordertable.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * Documents what can go wrong with an operation, one response for each status: what {@link FailsWith} names, what follows from
 * parameters and body, and what can happen to every request.
 */
@Component
class OpenApiProblemResponses implements OperationCustomizer {

    private static final Set<ProblemCode> OF_EVERY_REQUEST = EnumSet.of(
            ProblemCode.BAD_REQUEST,
            ProblemCode.INVALID_PARAMETER,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.OVERLOADED,
            ProblemCode.THROTTLED,
            ProblemCode.DATABASE_UNAVAILABLE);

    /** What the server says before a request reaches any operation. */
    private static final Set<ProblemCode> OF_THE_SERVER = EnumSet.of(
            ProblemCode.ORIGIN_NOT_ALLOWED,
            ProblemCode.REQUEST_TIMEOUT,
            ProblemCode.URI_TOO_LONG,
            ProblemCode.HEADERS_TOO_LARGE);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        codes(operation, handler).stream()
                .collect(groupingBy(code -> String.valueOf(code.status().value())))
                .forEach((status, codes) -> operation.getResponses().addApiResponse(status, response(codes)));
        operation.getResponses().addApiResponse("default", response(OF_THE_SERVER));
        return operation;
    }

    private static Set<ProblemCode> codes(Operation operation, HandlerMethod handler) {
        Set<ProblemCode> codes = EnumSet.copyOf(OF_EVERY_REQUEST);
        FailsWith specific = handler.getMethodAnnotation(FailsWith.class);
        if (specific != null) {
            codes.addAll(List.of(specific.value()));
        }
        List<Parameter> parameters = Objects.requireNonNullElse(operation.getParameters(), List.of());
        if (parameters.stream().anyMatch(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()))) {
            codes.add(ProblemCode.PRECONDITION_REQUIRED);
            codes.add(ProblemCode.PRECONDITION_FAILED);
        }
        if (operation.getRequestBody() != null) {
            codes.add(ProblemCode.CONTENT_TOO_LARGE);
            codes.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            if (operation.getRequestBody().getContent().containsKey("application/json")) {
                codes.add(ProblemCode.MALFORMED_JSON);
                codes.add(ProblemCode.VALIDATION_FAILED);
            }
        }
        return codes;
    }

    private static ApiResponse response(Collection<ProblemCode> codes) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref(OpenApiProblemSchema.NAME));
        codes.forEach(code -> problem.addExamples(code.name(), new Example().$ref(code.name())));
        ApiResponse response = new ApiResponse()
                .description(codes.stream()
                        .map(code -> "`" + code + "`: " + code.title() + ".")
                        .collect(joining("\n\n")))
                .content(new Content().addMediaType("application/problem+json", problem));
        codes.stream()
                .flatMap(code -> headers(code).stream())
                .forEach(header -> response.addHeaderObject(header, new Header()));
        return response;
    }

    private static List<String> headers(ProblemCode code) {
        return switch (code) {
            case NOT_ACCEPTABLE -> List.of(HttpHeaders.ACCEPT);
            case UNSUPPORTED_MEDIA_TYPE -> List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_PATCH);
            case PRECONDITION_FAILED -> List.of(HttpHeaders.ETAG);
            case OVERLOADED, THROTTLED, DATABASE_UNAVAILABLE -> List.of(HttpHeaders.RETRY_AFTER);
            default -> List.of();
        };
    }
}
