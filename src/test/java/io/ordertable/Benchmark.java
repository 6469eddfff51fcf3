package io.ordertable;

import io.ordertable.order.Orders;
import io.ordertable.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Compares the CPU time that a request takes in two builds of the service: {@code Benchmark before.jar now.jar}. Both run at the same
 * time and are loaded in turn, because only ratios of neighbours mean anything on a machine that does other things too. Prints a table in
 * Markdown, and exits with 1 if a request has become too expensive.
 */
final class Benchmark {

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration SLICE = Duration.ofSeconds(3);
    private static final double LIMIT = 1.1;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Benchmark() {}

    private record Operation(String name, String method, String path, String body) {}

    public static void main(String[] jars) {
        LoggingSystem.get(Benchmark.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        int status = 2;
        try {
            status = isCheapEnough(jars[0], jars[1]) ? 0 : 1;
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
        // DynamoDB Local has threads that do not end.
        System.exit(status);
    }

    private static boolean isCheapEnough(String jarBefore, String jarNow) {
        boolean cheapEnough = true;
        try (Build before = new Build("before", jarBefore);
                Build now = new Build("now", jarNow)) {
            System.out.println("| request | before, ms of CPU | now | ratio | from | to |\n|---|---|---|---|---|---|");
            for (int i = 0; i < before.operations().size(); i++) {
                cheapEnough &= compare(before, now, i);
            }
        }
        return cheapEnough;
    }

    private static boolean compare(Build before, Build now, int operation) {
        before.load(operation, WARM_UP);
        now.load(operation, WARM_UP);
        List<Double> old = new ArrayList<>();
        List<Double> current = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            old.add(before.load(operation, SLICE));
            current.add(now.load(operation, SLICE));
            ratios.add(current.getLast() / old.getLast());
        }
        DoubleSummaryStatistics range =
                ratios.stream().mapToDouble(ratio -> ratio).summaryStatistics();
        System.out.printf(
                "| %s | %.3f | %.3f | %.2f | %.2f | %.2f |%n",
                before.operations().get(operation).name(),
                median(old),
                median(current),
                median(ratios),
                range.getMin(),
                range.getMax());
        return median(ratios) <= LIMIT;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** A build of the service, with a table and orders of its own. */
    private static final class Build implements AutoCloseable {

        private final ServiceProcess service;
        private final List<Operation> operations;

        Build(String name, String jar) {
            service = new ServiceProcess(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx512m",
                            "-Dspring.aot.enabled=false",
                            "-jar",
                            jar),
                    Redirect.to(Path.of("target", "benchmark-" + name + ".log").toFile()),
                    LocalDynamoDb.endpoint(),
                    "ordertable.table.name=benchmark-" + name);
            String user = send("POST", "/v1/users", "{\"name\": \"Ada\", \"email\": \"ada@example.org\"}");
            String order = Orders.some().json();
            String last = "";
            for (int i = 0; i < 20; i++) {
                last = send("POST", user + "/orders", order);
            }
            operations = List.of(
                    new Operation("read an order", "GET", last, ""),
                    new Operation("list 20 orders", "GET", user + "/orders?limit=20", ""),
                    new Operation("place an order", "POST", user + "/orders", order));
        }

        List<Operation> operations() {
            return operations;
        }

        /** Sends one request after the other from each client, and returns the milliseconds of CPU time that each took. */
        double load(int index, Duration time) {
            Operation operation = operations.get(index);
            AtomicLong sent = new AtomicLong();
            long end = System.nanoTime() + time.toNanos();
            Duration before = service.cpuTime();
            Race.of(CLIENTS, client -> {
                while (System.nanoTime() < end) {
                    send(operation.method(), operation.path(), operation.body());
                    sent.incrementAndGet();
                }
                return client;
            });
            return service.cpuTime().minus(before).toNanos() / 1e6 / sent.get();
        }

        /** Returns the location of what was created. */
        private String send(String method, String path, String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + path))
                    .method(method, BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + Tokens.staff());
            if (method.equals("POST")) {
                request.headers(
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
            }
            try {
                HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
                if (response.statusCode() >= 300) {
                    throw new IllegalStateException(response.statusCode() + " " + response.body());
                }
                return response.headers().firstValue("Location").orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            service.close();
        }
    }
}
