package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import io.ordertable.web.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance with one processor and little memory serves well-behaved clients whatever others send, read or leave unread. */
class HostileClientsIT {

    private static final Path LOG = Path.of("target", "hostile-clients.log");

    private static final int PIPELINED = 3_000;

    private static ServiceProcess service;
    private static Api api;
    private static String userId;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        List<String> command = Jvm.command(
                "-Xmx192m",
                "-XX:ActiveProcessorCount=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dspring.aot.enabled=false",
                "-cp",
                System.getProperty("java.class.path"),
                OrdertableApplication.class.getName());
        service = new ServiceProcess(
                command,
                ProcessBuilder.Redirect.to(LOG.toFile()),
                LocalDynamoDb.endpoint(),
                "ordertable.table.name=hostile",
                "ordertable.deadline=60s",
                "ordertable.dynamodb.call-timeout=30s",
                "ordertable.web.body-grace=1s",
                "ordertable.web.stall-timeout=2s",
                "ordertable.import.max-running=2");
        api = service.api();
        userId = Users.create(api);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void endClients() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        clients.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"'{},', 163000, 413", "'{},', 2000, 400", "'null,', 90000, 413", "'[],', 10, 400", "'\"\",', 9000, 400"
    })
    void manyWorthlessLinesAreRefusedWhileOthersAreServed(String line, int count, int status) throws Exception {
        String body = "{\"currency\":\"EUR\",\"lines\":[" + line.repeat(count) + "{}]}";

        List<Future<ApiResponse>> refusals = atOnce(40, () -> api.post(Orders.path(userId), body));

        assertServed();
        for (Future<ApiResponse> refusal : refusals) {
            assertThat(refusal.get().status()).isEqualTo(status);
        }
    }

    @Test
    void aBatchAndAnImportOfWorthlessValuesAreRefused() {
        String many = "[" + "null,".repeat(80_000) + "1]";

        Problem.assertThat(api.post("/v1/orders/batch-get", "{\"keys\":" + many + "}"), 413, "CONTENT_TOO_LARGE");
        ApiResponse report = api.post(
                "/v1/orders/import",
                ("{\"user_id\":\"" + userId + "\",\"currency\":\"EUR\",\"lines\":" + many + "}\n").repeat(30),
                "Content-Type",
                "application/x-ndjson");

        assertThat(report.jsonLines())
                .isNotEmpty()
                .allMatch(result -> result.path("code").asText().equals("CONTENT_TOO_LARGE"));
    }

    @ParameterizedTest
    @CsvSource({"GET, /nope, ''", "POST, /v1/users, '{\"currency\":\"EUR\",\"lines\":[{}]}'"})
    void pipelinedRequestsLetOthersGoFirst(String method, String path, String body) throws Exception {
        String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        AtomicInteger answered = new AtomicInteger();
        RawHttp greedy = new RawHttp(api);
        clients.submit(() -> {
            greedy.send(request.repeat(PIPELINED));
            return null;
        });
        Future<?> reader = clients.submit(() -> {
            for (int i = 0; i < PIPELINED; i++) {
                greedy.readResponse();
                answered.incrementAndGet();
            }
            return null;
        });
        await().until(() -> answered.get() > 0);

        assertServed();

        assertThat(answered).hasValueLessThan(PIPELINED);
        reader.cancel(true);
        greedy.close();
    }

    @Test
    void readersThatDoNotReadKeepNobodyFromReading() throws IOException {
        String order = largeOrder();

        for (int i = 0; i < 250; i++) {
            send("GET " + order + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        assertServed();
    }

    @Test
    void exportsThatAreNotReadKeepNobodyFromReading() throws IOException {
        String hoarder = Users.create(api);
        IntStream.range(0, 12)
                .forEach(i -> Orders.in("EUR").lines(100, "好".repeat(500)).placeFor(api, hoarder));

        for (int i = 0; i < 100; i++) {
            send(api.as(hoarder), "GET /v1/users/me/export HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        assertServed();
    }

    @Test
    void manyLargeOrdersAtOnceArePlacedOrTurnedAway() throws Exception {
        String body = Orders.in("EUR").lines(100, "好".repeat(500)).json();
        String padded = body + " ".repeat(500_000 - body.getBytes(StandardCharsets.UTF_8).length);

        List<Future<ApiResponse>> answers = atOnce(60, () -> api.post(Orders.path(userId), padded));

        assertServed();
        for (Future<ApiResponse> answer : answers) {
            assertThat(answer.get().status() == 201 || answer.get().problem().equals("OVERLOADED"))
                    .as(answer.get().text())
                    .isTrue();
        }
    }

    @Test
    void manyBatchesOfLargeOrdersAtOnceAreReadInPartsOrTurnedAway() throws Exception {
        List<String> keys = IntStream.range(0, 40)
                .mapToObj(i -> largeOrder())
                .map(path -> "{\"user_id\":\"" + userId + "\",\"order_id\":\""
                        + path.substring(path.lastIndexOf('/') + 1) + "\"}")
                .toList();
        String body = "{\"keys\":[" + String.join(",", keys) + "]}";

        List<Future<ApiResponse>> answers = atOnce(12, () -> api.post("/v1/orders/batch-get", body));

        assertServed();
        int served = 0;
        for (Future<ApiResponse> answer : answers) {
            if (answer.get().status() == 200) {
                served++;
                assertThat(answer.get().json().path("items").size()).isBetween(20, 30);
                assertThat(answer.get().json().path("unprocessed")).isNotEmpty();
            } else {
                Problem.assertThat(answer.get(), 503, "OVERLOADED");
            }
        }
        assertThat(served).isPositive();
    }

    @Test
    void slowSendersKeepNobodyFromBeingServedAndAreTurnedAway() throws Exception {
        RawHttp slow = new RawHttp(api);
        slow.send(head("application/json") + "Content-Length: 1000\r\n\r\n{");
        for (int i = 0; i < 300; i++) {
            send(head("application/json") + "Content-Length: 1000\r\n\r\n{");
        }

        assertServed();

        Future<?> trickle = clients.submit(() -> {
            while (true) {
                slow.send(" ");
                Thread.sleep(50);
            }
        });
        Problem.assertThat(slow.readResponse(), 408, "REQUEST_TIMEOUT");
        trickle.cancel(true);
        slow.close();
    }

    @Test
    void aSenderThatStopsIsTurnedAway() throws IOException {
        try (RawHttp stopped = new RawHttp(api)) {
            stopped.send(head("application/json") + "Content-Length: 1000\r\n\r\n{");

            Problem.assertThat(stopped.readResponse(), 408, "REQUEST_TIMEOUT");
        }
    }

    @Test
    void manyConnectionsAtOnceAreAcceptedAndIdleOnesAreNoBurden() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            send(i % 2 == 0 ? "" : "GET /v1/users HTTP/1.1\r\nX-Slow: ");
        }

        assertServed();
    }

    @Test
    void whatConnectionsHaveSentIsNotKept() throws IOException {
        String request =
                "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "aZ0-".repeat(250) + "\r\n\r\n";
        for (int i = 0; i < 1_600; i++) {
            send(request + request);
        }

        assertServed();
    }

    @Test
    void noMoreImportsRunThanMay() throws IOException {
        for (int i = 0; i < 2; i++) {
            send("POST /v1/orders/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
        }
        Supplier<ApiResponse> oneMore =
                () -> api.post("/v1/orders/import", "{}\n", "Content-Type", "application/x-ndjson");

        await().untilAsserted(() -> Problem.assertThat(oneMore.get(), 503, "OVERLOADED"));

        endClients();
        await().until(() -> oneMore.get().status() == 200);
    }

    /** Sends what may be no whole request, on a connection that stays open until the test's end. */
    private void send(String text) throws IOException {
        send(api, text);
    }

    private void send(Api caller, String text) throws IOException {
        Socket socket = new Socket();
        // So that a response has to wait for a reader.
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(api.base().getHost(), api.base().getPort()), 10_000);
        sockets.add(socket);
        socket.getOutputStream().write(caller.authorized(text).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(String contentType) {
        return "POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\n";
    }

    private static String largeOrder() {
        ApiResponse placed = Orders.in("EUR").lines(100, "好".repeat(500)).placeFor(api, userId);
        return placed.header("Location");
    }

    private <T> List<Future<T>> atOnce(int count, Supplier<T> request) {
        return IntStream.range(0, count)
                .mapToObj(i -> clients.submit(request::get))
                .toList();
    }

    /** Requests that need DynamoDB are served within their deadline, at the latest when they are repeated as the service asks. */
    private static void assertServed() {
        for (int i = 0; i < 3; i++) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(1)).until(() -> {
                ApiResponse response = api.send("GET", Users.path(userId), BodyPublishers.noBody());
                if (response.status() != 200) {
                    Problem.assertThat(response, 503, "OVERLOADED");
                }
                return response.status() == 200;
            });
        }
    }
}
