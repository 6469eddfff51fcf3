package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.error.Errors;
import io.ordertable.web.Statuses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the documents list is what there is. */
class DocumentationTests {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

    @Test
    void everyProblemCodeIsListedWithItsStatus() throws IOException {
        List<String> rows = rows("api.md", "\\| (\\d{3} \\| `[A-Z_]+`) \\|.*");

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Errors.all()
                        .map(code -> Statuses.of(code) + " | `" + code + "`")
                        .toList());
    }

    @Test
    void everyPropertyIsListedWithItsDefault() throws IOException {
        List<String> rows = rows("configuration.md", "\\| (`ordertable\\.(?!local\\.)[a-z.-]+` \\| [^|]*?) \\|.*");

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        properties().stream().map(DocumentationTests::row).toList());
    }

    private static String row(JsonNode property) {
        JsonNode defaultValue = property.path("defaultValue");
        boolean none = defaultValue.isMissingNode() || defaultValue.isArray() && defaultValue.isEmpty();
        return "`" + property.path("name").asText() + "` | " + (none ? "none" : "`" + defaultValue.asText() + "`");
    }

    private static List<JsonNode> properties() throws IOException {
        JsonNode metadata = new ObjectMapper().readTree(METADATA.toFile());
        List<JsonNode> properties = StreamSupport.stream(
                        metadata.path("properties").spliterator(), false)
                .filter(property -> property.path("name").asText().startsWith("ordertable."))
                .toList();
        assertThat(properties).isNotEmpty();
        return properties;
    }

    /** The first group of each line of a document that has this form. */
    private static List<String> rows(String document, String form) throws IOException {
        Pattern pattern = Pattern.compile(form);
        return Files.readAllLines(Path.of("docs", document)).stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }
}
