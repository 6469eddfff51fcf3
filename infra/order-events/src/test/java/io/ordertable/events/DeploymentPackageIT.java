package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that the build creates. */
class DeploymentPackageIT {

    private static final Path ZIP = Path.of("target/order-events.zip");
    /** What the stacks are made from. */
    private static final Path CONTRACT = Path.of("../cdk/src/main/resources/contract/function.json");

    @TempDir
    private Path directory;

    @Test
    void theFunctionRunsOnTheZipAloneAndPublishesTheMetricsThatAlarmsWatch() throws Exception {
        JsonNode contract = json(Files.readString(CONTRACT));
        try (SnsServer topic = new SnsServer()) {
            topic.answerNext(
                    SnsAnswer.error(500, "InternalError"),
                    SnsAnswer.PUBLISHED,
                    SnsAnswer.error(403, "AuthorizationError"));

            List<String> output = run(contract.path("handler").asText(), topic);

            assertThat(topic.calls()).hasSize(3);
            assertThat(topic.published()).extracting(Entry::message).hasSize(2).allSatisfy(MessageSchemas::check);
            assertThat(output).as("%s", output).last().isEqualTo("""
                            {"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"}]}""");
            JsonNode metrics = metrics(output);
            assertThat(metrics.path("ProcessedRecords").asInt()).isEqualTo(3);
            assertThat(metrics.path("PublishedEvents").asInt()).isEqualTo(1);
            assertThat(metrics.path("FailedRecords").asInt()).isEqualTo(2);
            assertThat(metrics.path("UnreadableRecords").asInt()).isZero();
            assertThat(metrics.path("Service").asText()).isEqualTo("shop-events");
            assertThat(contract.path("metrics")).isNotEmpty().allMatch(metric -> metrics.has(metric.asText()));
            JsonNode directive = metrics.at("/_aws/CloudWatchMetrics/0");
            assertThat(directive.path("Namespace").asText()).isEqualTo("Shop");
            assertThat(directive.path("Dimensions")).hasToString("[[" + contract.path("dimension") + "]]");
        }
    }

    private List<String> run(String handler, SnsServer topic) throws Exception {
        Path log = directory.resolve("log");
        ProcessBuilder sandbox = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        location(LambdaSandbox.class) + File.pathSeparator + location(LambdaEventSerializers.class),
                        LambdaSandbox.class.getName(),
                        unpacked().toString(),
                        handler,
                        OrderRecords.FILE.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        sandbox.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_FUNCTION_NAME", "shop-events",
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_ENDPOINT_URL_SNS", topic.uri().toString(),
                        "TOPIC_ARN", Functions.TOPIC,
                        "POWERTOOLS_METRICS_NAMESPACE", "Shop",
                        "POWERTOOLS_SERVICE_NAME", "shop-events"));
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

    /** Returns what the function wrote in CloudWatch's embedded metric format, possibly after a message without a line end. */
    private static JsonNode metrics(List<String> output) throws IOException {
        List<String> lines =
                output.stream().filter(line -> line.contains("{\"_aws\"")).toList();
        assertThat(lines).hasSize(1);
        return json(lines.getFirst().substring(lines.getFirst().indexOf("{\"_aws\"")));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
