package io.ordertable;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An operation of the API, as the document describes it or as a controller declares it.
 *
 * @param inputs its parameters, such as {@code query limit 20} with a default, the media types of its body, such as {@code body
 *     application/json}, and the members of a JSON body, such as {@code member lines/sku}
 */
record ApiOperation(String method, String path, Set<String> inputs) {

    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    /** The operations in the document. */
    static List<ApiOperation> documented(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> RequestMethod.resolve(member.getKey().toUpperCase(Locale.ROOT)) != null)
                        .map(member -> documented(document, path, member)))
                .toList();
    }

    /** The operations of the controllers. */
    static List<ApiOperation> declared(RequestMappingHandlerMapping controllers) {
        return controllers.getHandlerMethods().entrySet().stream()
                .filter(handler -> pathOf(handler.getKey()).startsWith("/v1/"))
                .map(handler -> declared(handler.getKey(), handler.getValue()))
                .toList();
    }

    /** Whether an input has this name. */
    boolean takes(String name) {
        return inputs.stream().anyMatch(input -> input.equals(name) || input.startsWith(name + " "));
    }

    /** The codes of the problems that the document names for the operation. */
    Set<String> problemCodes(JsonNode document) {
        return document.path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .valueStream()
                .map(response -> resolve(document, response).at("/content/application~1problem+json/examples"))
                .flatMap(JsonNode::propertyStream)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private static ApiOperation documented(
            JsonNode document, Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> method) {
        JsonNode operation = method.getValue();
        Stream<String> parameters = Stream.of(path.getValue(), operation)
                .flatMap(owner -> owner.path("parameters").valueStream())
                .map(parameter -> parameter(resolve(document, parameter)));
        Stream<String> bodies = resolve(document, operation.path("requestBody"))
                .path("content")
                .propertyStream()
                .map(body -> "body " + body.getKey());
        JsonNode schema = resolve(document, operation.path("requestBody")).at("/content/application~1json/schema");
        return new ApiOperation(
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                Stream.of(parameters, bodies, members(document, "member ", schema))
                        .flatMap(inputs -> inputs)
                        .collect(toSet()));
    }

    private static Stream<String> members(JsonNode document, String parent, JsonNode reference) {
        JsonNode schema = resolve(document, reference);
        return schema.has("items")
                ? members(document, parent, schema.path("items"))
                : schema.path("properties")
                        .propertyStream()
                        .flatMap(member -> Stream.concat(
                                Stream.of(parent + member.getKey()),
                                members(document, parent + member.getKey() + "/", member.getValue())));
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String parameter(JsonNode parameter) {
        String kind = parameter.path("in").asText();
        String name = parameter.path("name").asText();
        return kind.equals("query")
                ? query(
                        name,
                        parameter.path("required").asBoolean(),
                        parameter.at("/schema/default").asText())
                : kind + " " + name;
    }

    /** Every operation also has the header that a filter reads. */
    private static ApiOperation declared(RequestMappingInfo mapping, HandlerMethod handler) {
        Stream<String> parameters =
                Arrays.stream(handler.getMethod().getParameters()).flatMap(ApiOperation::parameter);
        Stream<String> bodies = mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(type -> "body " + type);
        return new ApiOperation(
                mapping.getMethodsCondition().getMethods().iterator().next().name(),
                pathOf(mapping),
                Stream.of(parameters, bodies, Stream.of("header X-Request-Id"))
                        .flatMap(inputs -> inputs)
                        .collect(toSet()));
    }

    private static Stream<String> parameter(Parameter parameter) {
        if (parameter.isAnnotationPresent(RequestBody.class)) {
            return members("member ", parameter.getParameterizedType());
        }
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            return Stream.of(
                    "path " + parameter.getAnnotation(PathVariable.class).value());
        }
        if (parameter.isAnnotationPresent(RequestHeader.class)) {
            return Stream.of(
                    "header " + parameter.getAnnotation(RequestHeader.class).name());
        }
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        if (query == null) {
            return Stream.empty();
        }
        boolean hasDefault = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        return Stream.of(query(
                query.name().isEmpty() ? parameter.getName() : query.name(),
                query.required() && !hasDefault,
                hasDefault ? query.defaultValue() : ""));
    }

    private static Stream<String> members(String parent, Type type) {
        if (type instanceof ParameterizedType container) {
            return members(parent, container.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> body && body.isRecord()
                ? Arrays.stream(body.getRecordComponents()).flatMap(component -> {
                    String member = parent + WIRE_NAMES.translate(component.getName());
                    return Stream.concat(Stream.of(member), members(member + "/", component.getGenericType()));
                })
                : Stream.empty();
    }

    private static String query(String name, boolean required, String defaultValue) {
        return ("query " + name + (required ? " required " : " ") + defaultValue).strip();
    }

    /** The path without the expressions that restrict its variables. */
    private static String pathOf(RequestMappingInfo mapping) {
        return mapping.getPatternValues().iterator().next().replaceAll(":[^}]+", "");
    }
}
