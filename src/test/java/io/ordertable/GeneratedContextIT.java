package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.metrics.CloudWatchServer;
import io.ordertable.metrics.Workload;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** The service with the context that the build of the container image generates, which is generated here as it is there. */
class GeneratedContextIT {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private static Path directory;

    private static List<String> command;

    @BeforeAll
    static void generate() throws IOException, InterruptedException {
        Path sources = directory.resolve("sources");
        Path classes = directory.resolve("classes");
        Path log = directory.resolve("generation.log");
        Process generation = new ProcessBuilder(Jvm.command(
                        "-Dspring.profiles.active=production",
                        "-cp",
                        CLASS_PATH,
                        SpringApplicationAotProcessor.class.getName(),
                        OrdertableApplication.class.getName(),
                        sources.toString(),
                        classes.toString(),
                        classes.toString(),
                        "io.ordertable",
                        "order-service"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generation.waitFor()).as(Files.readString(log)).isZero();
        compile(sources, classes);
        command = Jvm.command(
                "-Duser.language=de",
                "-cp",
                classes + File.pathSeparator + CLASS_PATH,
                OrdertableApplication.class.getName());
    }

    @Test
    void itServesRetriesPublishesAndEndsWithoutBreakingARequest() throws Exception {
        Path log = directory.resolve("generated.log");
        AtomicInteger failures = new AtomicInteger(2);
        try (FaultyDatabase database = new FaultyDatabase(LocalDynamoDb.endpoint());
                CloudWatchServer cloudWatch = new CloudWatchServer();
                ServiceProcess service = new ServiceProcess(
                        command,
                        Redirect.to(log.toFile()),
                        database.endpoint(),
                        "spring.cloud.aws.cloudwatch.endpoint=" + cloudWatch.uri(),
                        "management.cloudwatch.metrics.export.step=1h",
                        "ordertable.dynamodb.call-timeout=1s",
                        "ordertable.shutdown-delay=500ms")) {
            Workload workload = new Workload(service.api());
            workload.mixed();
            database.answer(call -> call.operation().equals("TransactWriteItems") && failures.getAndDecrement() > 0
                    ? Answer.throttled()
                    : Answer.REAL_ONE);
            workload.order(workload.user());

            assertThat(service.api().post("/v1/users", "{}").text("/errors/0/detail"))
                    .as("English, whatever the host's language")
                    .isEqualTo("must not be null");
            assertThat(service.management().get("/actuator/prometheus").text())
                    .containsPattern("resilience4j_retry_calls_total\\{kind=\"successful_with_retry\".*} [1-9]");
            double before = successes(service);
            int successes = new ShutdownUnderLoad(service, database).run();
            assertThat(cloudWatch.sum("http.server.requests.count", Map.of("outcome", "SUCCESS")))
                    .as("all are published, the last ones too")
                    .isEqualTo(before + successes);
        }
        assertThat(log).content().contains("Starting AOT-processed OrdertableApplication");
    }

    private static double successes(ServiceProcess service) {
        return service.management()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.matches("http_server_requests_seconds_count\\{.*outcome=\"SUCCESS\".*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> generated = Files.walk(sources)) {
            List<Path> java =
                    generated.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    classes + File.pathSeparator + CLASS_PATH);
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                            .call())
                    .isTrue();
        }
    }
}
