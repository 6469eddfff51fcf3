package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.error.Errors;
import io.ordertable.web.Statuses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents list is complete, and what they refer to exists. */
class DocumentationTests {

    private static final Path README = Path.of("README.md");
    private static final Path ARCHITECTURE = Path.of("docs/architecture.md");
    private static final Path API = Path.of("docs/api.md");
    private static final Path CONFIGURATION = Path.of("docs/configuration.md");
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path PACKAGES = Path.of("src/main/java/io/ordertable");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");

    private static final Pattern PROPERTY = Pattern.compile("ordertable(\\.[a-z-]+)+");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern NAME = Pattern.compile("([A-Z][a-z0-9]+)+");
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z0-9]+){2,}");
    private static final Pattern METHOD = Pattern.compile("\\b(([A-Z][a-z0-9]+){2,})\\.([a-z]\\w+)");
    private static final Pattern PATH = Pattern.compile("(?!application/)\\.?[a-z][a-z-]*/([\\w.-]+/?)*");
    private static final Pattern FILE = Pattern.compile("[\\w-]+\\.(java|json|md|sh|ts|xml|ya?ml)");

    static Stream<Path> documents() throws IOException {
        return Stream.concat(
                Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "infra/README.md")
                        .map(Path::of),
                files("docs").filter(file -> file.toString().endsWith(".md")));
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void everyPackageIsListed() throws IOException {
        String map = text(ARCHITECTURE).replaceAll("(?s).*\n## The packages\n|\n## .*", "");

        assertThat(matches(CODE, 1, map).filter(code -> code.matches("[a-z.]+")).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    void everyProblemCodeIsListedWithItsStatus() throws IOException {
        assertThat(rows(API, "\\| (\\d{3} \\| `[A-Z_]+`) \\|.*"))
                .containsExactlyInAnyOrderElementsOf(Errors.all()
                        .map(code -> Statuses.of(code) + " | `" + code + "`")
                        .toList());
    }

    @Test
    void everyPropertyIsListedWithItsDefault() throws IOException {
        assertThat(rows(CONFIGURATION, "\\| (`ordertable\\.(?!local\\.)[a-z.-]+` \\| [^|]*?) \\|.*"))
                .containsExactlyInAnyOrderElementsOf(
                        properties().stream().map(DocumentationTests::row).toList());
    }

    @Test
    void everyPropertyIsListedOnce() throws IOException {
        assertThat(rows(CONFIGURATION, "\\| `([a-z0-9.-]+)`.*")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPropertyExists(Path document) throws IOException {
        List<String> listed = rows(CONFIGURATION, "\\| `([a-z0-9.-]+)`.*");

        assertThat(code(document).filter(code -> PROPERTY.matcher(code).matches()))
                .allSatisfy(property -> assertThat(listed).contains(property));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAHeading(Path document) throws IOException {
        assertThat(LINK.matcher(text(document)).results()).allSatisfy(link -> {
            Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).contains(link.group(2));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyPathExists(Path document) throws IOException {
        assertThat(code(document).filter(code -> PATH.matcher(code).matches() && !code.matches("(.*/)?target/.*")))
                .allMatch(path -> Files.exists(Path.of(path)) || Files.exists(document.resolveSibling(path)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyFileExists(Path document) throws IOException {
        List<String> names =
                sources().map(file -> file.getFileName().toString()).toList();

        assertThat(code(document).filter(code -> FILE.matcher(code).matches()))
                .allSatisfy(name -> assertThat(names).contains(name));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyNameOccursInTheSources(Path document) throws IOException {
        Set<String> words =
                sources().flatMap(file -> matches(WORD, 0, text(file))).collect(Collectors.toSet());

        assertThat(Stream.concat(code(document), matches(TYPE, 0, diagrams(document)))
                        .filter(code -> NAME.matcher(code).matches()))
                .allMatch(words::contains);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyMethodExists(Path document) throws IOException {
        assertThat(METHOD.matcher(text(document)).results())
                .allSatisfy(method -> assertThat(sources().filter(file -> file.endsWith(method.group(1) + ".java")))
                        .singleElement()
                        .satisfies(file -> assertThat(text(file)).contains(" " + method.group(3) + "(")));
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

    /** Returns the service's packages, relative to the root package. */
    private static List<String> packages() throws IOException {
        return files(PACKAGES.toString())
                .filter(file -> file.endsWith("package-info.java"))
                .map(file -> PACKAGES.relativize(file.getParent()).toString().replace('/', '.'))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Returns the first group of each line that has this form. */
    private static List<String> rows(Path document, String form) {
        return matches(Pattern.compile("(?m)^" + form + "$"), 1, text(document)).toList();
    }

    /** Returns what is in back-ticks. */
    private static Stream<String> code(Path document) {
        return matches(CODE, 1, BLOCK.matcher(text(document)).replaceAll(""));
    }

    private static String diagrams(Path document) {
        return matches(BLOCK, 0, text(document))
                .filter(block -> block.startsWith("```\n") || block.startsWith("```mermaid\n"))
                .collect(Collectors.joining());
    }

    /** Returns the anchors that GitHub gives to headings. */
    private static List<String> anchors(Path document) {
        return matches(HEADING, 1, BLOCK.matcher(text(document)).replaceAll(""))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static Stream<String> matches(Pattern pattern, int group, String text) {
        return pattern.matcher(text).results().map(match -> match.group(group));
    }

    /** Returns all that is built or run. */
    private static Stream<Path> sources() throws IOException {
        return Stream.of(
                        Stream.of("pom.xml", "docker-compose.yml", "Dockerfile").map(Path::of),
                        files("src"),
                        files("infra").filter(file -> !file.endsWith("README.md")))
                .flatMap(files -> files)
                .filter(file -> !file.toString().matches(".*/(target|node_modules|generated|cdk.out)/.*"));
    }

    private static Stream<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
