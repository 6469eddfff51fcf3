package io.ordertable.web;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the API document, which is written by hand in {@code openapi.yaml}, and the same as JSON. */
@RestController
class ApiDocumentController {

    private static final Resource YAML = new ClassPathResource("openapi.yaml");

    private final Supplier<Map<String, Object>> json = SingletonSupplier.of(ApiDocumentController::read);

    @GetMapping(path = "/openapi.yaml", produces = MediaType.APPLICATION_YAML_VALUE)
    Resource yaml() {
        return YAML;
    }

    /** The second path is the one that many tools look at. */
    @GetMapping(
            path = {"/openapi.json", "/v3/api-docs"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> json() {
        return json.get();
    }

    private static Map<String, Object> read() {
        YamlMapFactoryBean yaml = new YamlMapFactoryBean();
        yaml.setResources(YAML);
        return Objects.requireNonNull(yaml.getObject());
    }
}
