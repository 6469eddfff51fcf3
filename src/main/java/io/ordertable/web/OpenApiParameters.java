package io.ordertable.web;

import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpHeaders;

/** Documents parameters. A name means the same in every operation, so it is described once, in {@code parameters.properties}. */
final class OpenApiParameters {

    private final Properties descriptions = descriptions();
    private final Map<String, Parameter> shared = new LinkedHashMap<>();

    OpenApiParameters() {
        share(HttpHeaders.IF_MATCH, new StringSchema().example("\"1\"")).required(true);
        share(HttpHeaders.IF_NONE_MATCH, new StringSchema());
        share("Idempotency-Key", new StringSchema().minLength(1).maxLength(255).pattern("^[ -~]+$"));
        share(RequestId.HEADER, new StringSchema().pattern("^" + RequestId.PATTERN + "$"));
    }

    /** Those that operations refer to by name. */
    Map<String, Parameter> shared() {
        return shared;
    }

    /** A reference to what is shared, or the parameter with its description. */
    Parameter document(Parameter parameter) {
        String name = parameter.getName();
        return shared.containsKey(name)
                ? new Parameter().$ref(name)
                : parameter.description(descriptions.getProperty(name));
    }

    private Parameter share(String name, Schema<?> schema) {
        Parameter header = new HeaderParameter()
                .name(name)
                .description(descriptions.getProperty(name))
                .schema(schema);
        shared.put(name, header);
        return header;
    }

    private static Properties descriptions() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource("openapi/parameters.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
