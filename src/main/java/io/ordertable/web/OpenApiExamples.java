package io.ordertable.web;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.examples.Example;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.http.ProblemDetail;

/** Makes an example of each problem, as the real ones are made. */
final class OpenApiExamples {

    private static final String REQUEST_ID = "0b7e3c8e-7a4f-4f0e-9d0a-2f6f1c7c1d5e";

    /** Problems of requests that no operation takes, so that none shows them. */
    private static final EnumSet<ProblemCode> OF_NO_OPERATION =
            EnumSet.of(ProblemCode.NOT_FOUND, ProblemCode.METHOD_NOT_ALLOWED);

    private OpenApiExamples() {}

    /** Examples under the names of their codes. */
    static Map<String, Example> problems(ObjectMapper mapper) {
        return EnumSet.complementOf(OF_NO_OPERATION).stream()
                .collect(toMap(ProblemCode::name, code -> problem(code, mapper)));
    }

    private static Example problem(ProblemCode code, ObjectMapper mapper) {
        ProblemDetail problem = Problems.of(code, code.title() + ".", "/v1/orders");
        problem.setProperty("request_id", REQUEST_ID);
        extensions(code).forEach(problem::setProperty);
        Map<String, Object> value = mapper.convertValue(problem, new TypeReference<>() {});
        return new Example().summary(code.title()).value(value);
    }

    private static Map<String, Object> extensions(ProblemCode code) {
        return switch (code) {
            case VALIDATION_FAILED -> Map.of("errors", List.of(new FieldProblem("/name", "must not be null")));
            case INVALID_PARAMETER -> Map.of("parameter", "limit");
            case ILLEGAL_TRANSITION ->
                Map.of("from", "pending", "to", "shipped", "allowed", List.of("paid", "cancelled"));
            default -> Map.of();
        };
    }
}
