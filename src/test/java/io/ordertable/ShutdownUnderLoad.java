package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.order.Orders;
import io.ordertable.security.Tokens;
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
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Clients that send one request after another to a service while it is stopped as an orchestrator does. */
final class ShutdownUnderLoad {

    private static final int CLIENTS = 12;

    private final ServiceProcess service;
    private final FaultyDatabase database;
    private final AtomicInteger succeeded = new AtomicInteger();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();

    ShutdownUnderLoad(ServiceProcess service, FaultyDatabase database) {
        this.service = service;
        this.database = database;
    }

    /** Stops the service, which has to serve each request that it accepts, and returns how many succeeded. */
    int run() throws Exception {
        List<Thread> clients = Stream.generate(() -> Orders.path(Users.create(service.api())))
                .limit(CLIENTS)
                .map(orders -> Thread.ofVirtual().unstarted(() -> load(orders)))
                .toList();
        throttleEverySecondCall();
        clients.forEach(Thread::start);
        await().until(() -> answers.size() > 100);
        // At the signal each client waits for an answer that never comes; its retry comes after.
        Set<String> unanswered = ConcurrentHashMap.newKeySet();
        database.answer(call ->
                unanswered.size() < CLIENTS && unanswered.add(call.body()) ? Answer.silence(5_000) : Answer.REAL_ONE);
        await().until(() -> unanswered.size() == CLIENTS);
        answers.clear();
        signal();

        assertThat(service.exitCode()).isZero();
        for (Thread client : clients) {
            client.join();
        }
        assertThat(broken).isEmpty();
        assertThat(answers).hasSizeGreaterThanOrEqualTo(CLIENTS).containsOnly("200");
        return succeeded.get() + CLIENTS;
    }

    /** Each client lists the orders of a different user, so the body of a call shows which client it is for. */
    private void throttleEverySecondCall() {
        Set<String> throttled = ConcurrentHashMap.newKeySet();
        database.answer(call -> {
            if (throttled.add(call.body())) {
                return Answer.throttled();
            }
            throttled.remove(call.body());
            return Answer.REAL_ONE;
        });
    }

    /** Readiness goes down first, and requests are still accepted until load balancers have noticed. */
    private void signal() throws IOException {
        try (Socket probe = new Socket(
                InetAddress.getLoopbackAddress(), service.management().base().getPort())) {
            assertThat(readiness(probe)).isEqualTo(200);
            service.signal();
            await().pollInterval(Duration.ofMillis(20)).until(() -> readiness(probe) == 503);
            new Socket(InetAddress.getLoopbackAddress(), service.api().base().getPort()).close();
        }
    }

    /** One request after another until no connection is accepted any more; nothing else may go wrong. */
    private void load(String orders) {
        HttpRequest request = HttpRequest.newBuilder(service.api().base().resolve(URI.create(orders)))
                .header("Authorization", "Bearer " + Tokens.staff())
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

    private static int readiness(Socket probe) throws IOException {
        probe.getOutputStream()
                .write("GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(probe.getInputStream(), StandardCharsets.US_ASCII));
        int status = Integer.parseInt(reader.readLine().split(" ")[1]);
        int length = 0;
        for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        assertThat(reader.skip(length)).isEqualTo(length);
        return status;
    }
}
