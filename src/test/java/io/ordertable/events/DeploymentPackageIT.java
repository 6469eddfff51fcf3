package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.ordertable.Jvm;
import io.ordertable.events.SnsCall.Entry;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function's zip and the service's jar, as the build made them. */
class DeploymentPackageIT {

    private static final Path ZIP = Path.of("target/order-events.zip");
    private static final Path EVENT = Path.of("src/test/resources/io/ordertable/events/lambda-event.json");
    /** As source: beside another main class in the tests, {@code spring-boot:test-run} would not find the service's. */
    private static final String MAIN = """
            void main(String[] arguments) throws Exception {
                io.ordertable.events.LambdaSandbox.run(arguments);
            }
            """;

    private static final long MEGABYTE = 1024 * 1024;

    @TempDir
    private Path directory;

    private final SnsServer topic = new SnsServer();

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void theZipHoldsTheFunctionAndItsLibrariesAndIsSmall() throws IOException {
        List<String> files = files(ZIP);

        assertThat(Files.size(ZIP)).isLessThan(20 * MEGABYTE);
        assertThat(files).contains("io/ordertable/events/OrderEventsHandler.class");
        assertThat(files).allMatch(file -> file.matches("io/ordertable/events/[\\w$-]+\\.class|lib/[^/]+\\.jar"));
        assertThat(files)
                .noneMatch(file -> file.matches("lib/(spring|jetty|tomcat|dynamodb|cloudwatch-|aws-crt|logback).*"));
    }

    @Test
    void theServicesJarHoldsNothingOfTheFunction() throws IOException {
        List<String> service = files(serviceJar());

        assertThat(service).contains("BOOT-INF/classes/io/ordertable/OrdertableApplication.class");
        assertThat(service)
                .noneMatch(file -> file.contains("/io/ordertable/events/"))
                .noneMatch(file -> file.matches("BOOT-INF/lib/(aspectjrt|aws-embedded|aws-lambda|crac|javatuples|joda|"
                        + "powertools|slf4j-simple|sns|url-connection).*"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHandlerRunsOnWhatIsInTheZipAlone(boolean snapshot) throws Exception {
        topic.answerNext(
                SnsAnswer.error(500, "InternalError"), SnsAnswer.PUBLISHED, SnsAnswer.error(403, "AuthorizationError"));

        List<String> output = run(unpacked(), snapshot);

        assertThat(topic.calls()).hasSize(3);
        assertThat(topic.published()).extracting(Entry::message).singleElement().satisfies(MessageSchemas::check);
        assertThat(output)
                .as("%s", output)
                .last()
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"4421584500000000017450439092\"}]}");
        assertThat(output).anyMatch(line -> line.contains("\"EventsPublished\":1.0"));
        assertThat(output).noneMatch(line -> line.contains("SLF4J"));
    }

    private List<String> run(Path task, boolean snapshot) throws Exception {
        Path log = directory.resolve("log");
        ProcessBuilder sandbox = new ProcessBuilder(Jvm.command(
                        "-cp",
                        location(LambdaSandbox.class) + File.pathSeparator + location(LambdaEventSerializers.class),
                        Files.writeString(directory.resolve("Main.java"), MAIN).toString(),
                        task.toString(),
                        EVENT.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        if (snapshot) {
            sandbox.command().add("snapshot");
        }
        sandbox.environment()
                .putAll(Map.of(
                        "TOPIC_ARN",
                        Functions.TOPIC,
                        "AWS_ENDPOINT_URL_SNS",
                        topic.uri().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test"));
        Process process = sandbox.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(log);
    }

    private Path unpacked() throws IOException {
        Path task = directory.resolve("task");
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                Path file = task.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return task;
    }

    private static Path serviceJar() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("order-service-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> files(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
