package io.ordertable.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Documents the headers of responses that carry a version, as {@link EntityTags} makes them. */
@Component
class OpenApiVersionedResponses implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (isVersioned(handler)) {
            ApiResponse created = operation.getResponses().get("201");
            if (created != null) {
                add(created, HttpHeaders.LOCATION, HttpHeaders.ETAG);
            }
            ApiResponse ok = operation.getResponses().get("200");
            if (ok != null) {
                add(ok, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);
            }
            if (handler.hasMethodAnnotation(GetMapping.class)) {
                ApiResponse notModified =
                        new ApiResponse().description("The version that you have is the current one.");
                add(notModified, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);
                operation.getResponses().addApiResponse("304", notModified);
                operation.addParametersItem(new Parameter().name(HttpHeaders.IF_NONE_MATCH));
            }
        }
        return operation;
    }

    private static boolean isVersioned(HandlerMethod handler) {
        Class<?> body = ResolvableType.forMethodParameter(handler.getReturnType())
                .getGeneric(0)
                .resolve(Object.class);
        return body.isRecord()
                && Arrays.stream(body.getRecordComponents())
                        .anyMatch(component -> component.getName().equals("version"));
    }

    private static void add(ApiResponse response, String... headers) {
        for (String header : headers) {
            response.addHeaderObject(header, new Header());
        }
    }
}
