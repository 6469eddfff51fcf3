package io.ordertable;

import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.metrics.cloudwatch.CloudWatchServer;
import io.ordertable.user.Users;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service in a JVM of its own, stopped under load as an orchestrator does. */
class ShutdownIT {

    private static final int CLIENTS = 12;
    private static final Pattern PORTS = Pattern.compile(
            "Listening on http://localhost:(\\d+).*Operators' endpoints: http://localhost:(\\d+)", DOTALL);

    @TempDir
    private Path directory;

    private final FaultyDatabase database = new FaultyDatabase(LocalDynamoDb.endpoint());
    private final CloudWatchServer cloudWatch = new CloudWatchServer();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private Process service;
    private int port;
    private int managementPort;

    @BeforeEach
    void start() throws IOException {
        Path log = directory.resolve("log");
        service = new ProcessBuilder(Jvm.command(
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrdertableApplication.class.getName(),
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.profiles.active=local",
                        "--spring.cloud.aws.dynamodb.endpoint=" + database.endpoint(),
                        "--spring.cloud.aws.region.static=eu-west-1",
                        "--spring.cloud.aws.credentials.access-key=test",
                        "--spring.cloud.aws.credentials.secret-key=test",
                        "--spring.cloud.aws.cloudwatch.endpoint=" + cloudWatch.uri(),
                        "--management.cloudwatch.metrics.export.namespace=Ordertable/Test",
                        "--management.cloudwatch.metrics.export.step=1h",
                        "--ordertable.dynamodb.call-timeout=1s",
                        "--ordertable.shutdown-delay=500ms"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Matcher started = PORTS.matcher(Files.readString(log));
            if (started.find()) {
                port = Integer.parseInt(started.group(1));
                managementPort = Integer.parseInt(started.group(2));
            }
            return port != 0 || !service.isAlive();
        });
        assertThat(service.isAlive()).as(Files.readString(log)).isTrue();
    }

    @AfterEach
    void stop() {
        service.destroyForcibly();
        database.close();
        cloudWatch.close();
    }

    @Test
    void sigtermUnderLoadEndsItWithoutBreakingARequest() throws Exception {
        Api api = new Api(port);
        List<Thread> clients = Stream.generate(() -> Users.path(Users.create(api)))
                .limit(CLIENTS)
                .map(user -> Thread.ofVirtual().unstarted(() -> load(user)))
                .toList();
        // Each client has a user of its own, so a call's body tells whose it is: it is throttled every second time.
        Set<String> throttled = ConcurrentHashMap.newKeySet();
        database.answer(call -> {
            if (throttled.add(call.body())) {
                return Answer.throttled();
            }
            throttled.remove(call.body());
            return Answer.REAL_ONE;
        });
        clients.forEach(Thread::start);
        await().until(() -> answers.size() > 100);
        // At the signal each client waits for an answer that never comes; its retry comes after.
        Set<String> unanswered = ConcurrentHashMap.newKeySet();
        database.answer(call ->
                unanswered.size() < CLIENTS && unanswered.add(call.body()) ? Answer.silence(5_000) : Answer.REAL_ONE);
        await().until(() -> unanswered.size() == CLIENTS);
        answers.clear();
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
            assertThat(readiness(probe)).isEqualTo(200);
            service.destroy();
            await().pollInterval(Duration.ofMillis(20)).until(() -> readiness(probe) == 503);
            assertThat(api.get("/v1/users?email=nobody@example.org").status())
                    .as("served until load balancers have noticed")
                    .isEqualTo(200);
        }

        assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
        for (Thread client : clients) {
            client.join();
        }
        assertThat(service.exitValue()).isZero();
        assertThat(broken).isEmpty();
        assertThat(answers).hasSizeGreaterThanOrEqualTo(CLIENTS).containsOnly("200");
        // All of them, the last ones too; the new users, the document that their responses were checked with, and the
        // late request.
        assertThat(cloudWatch.sum("http.server.requests.count", Map.of("outcome", "SUCCESS")))
                .isEqualTo(succeeded.get() + CLIENTS + 2);
    }

    /** One request after another until no connection is accepted any more; nothing else may go wrong. */
    private void load(String user) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + user))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (true) {
                ApiResponse answer = ApiResponse.of(client.send(request, BodyHandlers.ofString()));
                if (answer.status() == 200) {
                    succeeded.incrementAndGet();
                }
                answers.add(answer.status() == 200 ? "200" : answer.problem());
            }
        } catch (ConnectException e) {
            answers.size();
        } catch (IOException | InterruptedException e) {
            broken.add(e);
        }
    }

    private int readiness(Socket probe) throws IOException {
        probe.getOutputStream()
                .write("GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(probe.getInputStream(), StandardCharsets.US_ASCII));
        int status = Integer.parseInt(reader.readLine().split(" ")[1]);
        int length = 0;
        for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        for (int i = 0; i < length; i++) {
            reader.read();
        }
        return status;
    }
}
