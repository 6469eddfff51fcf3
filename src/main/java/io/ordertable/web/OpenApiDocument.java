package io.ordertable.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Completes the API document with what all operations share. Nothing of it is made before someone asks for the document. */
@Component
class OpenApiDocument implements OpenApiCustomizer {

    private final ObjectMapper mapper;
    private final ObjectProvider<BuildProperties> build;

    OpenApiDocument(ObjectMapper mapper, ObjectProvider<BuildProperties> build) {
        this.mapper = mapper;
        this.build = build;
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(info()).servers(List.of(new Server().url("/"))).security(List.of());
        document.getTags().sort(Comparator.comparing(Tag::getName));
        document.setPaths(sorted(document.getPaths()));
        OpenApiParameters parameters = new OpenApiParameters();
        OpenApiHeaders headers = new OpenApiHeaders();
        for (PathItem path : document.getPaths().values()) {
            path.readOperations().forEach(operation -> complete(operation, parameters, headers));
        }
        Components components = document.getComponents();
        OpenApiExamples.problems(mapper).forEach(components::addExamples);
        parameters.shared().forEach(components::addParameters);
        headers.shared().forEach(components::addHeaders);
        ModelConverters.getInstance(true).readAll(OpenApiProblemSchema.class).forEach(components::addSchemas);
    }

    private Info info() {
        BuildProperties properties = build.getIfAvailable();
        return new Info()
                .title("Ordertable")
                .version(properties == null ? "development" : properties.getVersion())
                .description(description())
                .license(new License().name("Apache License 2.0").identifier("Apache-2.0"));
    }

    private static String description() {
        try {
            return new ClassPathResource("openapi/description.md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Paths sorted(Paths paths) {
        Paths sorted = new Paths();
        new TreeMap<>(paths).forEach(sorted::addPathItem);
        return sorted;
    }

    private static void complete(Operation operation, OpenApiParameters parameters, OpenApiHeaders headers) {
        operation.addParametersItem(new Parameter().name(RequestId.HEADER));
        operation.getParameters().replaceAll(parameters::document);
        ApiResponses responses = new ApiResponses();
        new TreeMap<>(operation.getResponses()).forEach(responses::addApiResponse);
        for (ApiResponse response : responses.values()) {
            response.addHeaderObject(RequestId.HEADER, new Header());
            response.getHeaders().replaceAll(headers::document);
        }
        operation.setResponses(responses);
    }
}
