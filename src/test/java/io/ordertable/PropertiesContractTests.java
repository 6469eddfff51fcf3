package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The infrastructure sets only properties that there are. */
class PropertiesContractTests {

    @Test
    void eachPropertyThatTheInfrastructureSetsIsKnown() throws IOException {
        assertThat(known())
                .containsAll(InfrastructureContract.part("properties")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
    }

    /** Those of the application, of Spring Boot and of Spring Cloud AWS. */
    private static Set<String> known() throws IOException {
        Set<String> names = new HashSet<>();
        Enumeration<URL> files = PropertiesContractTests.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json");
        while (files.hasMoreElements()) {
            try (InputStream file = files.nextElement().openStream()) {
                new ObjectMapper()
                        .readTree(file)
                        .path("properties")
                        .forEach(property -> names.add(property.path("name").asText()));
            }
        }
        return names;
    }
}
