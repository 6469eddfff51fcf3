package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.RawHttp;
import io.ordertable.calls.FaultTest;
import io.ordertable.order.Orders;
import io.ordertable.user.Users;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An instance that handles ten requests at once, and what it refuses first. */
@TestPropertySource(
        properties = {
            "ordertable.admission.min-requests=10",
            "ordertable.admission.max-requests=10",
            "ordertable.quotas.customer-requests=4",
            "ordertable.deadline=30s",
            "ordertable.dynamodb.call-timeout=30s",
            // So that a throttled call waits most of the time.
            "resilience4j.retry.instances.dynamodb.wait-duration=2s"
        })
class OverloadIT extends FaultTest {

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<ApiResponse>> held = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    private String userId;
    private String slowUserId;

    @BeforeEach
    void createUsers() {
        userId = Users.create(api());
        slowUserId = Users.create(api());
    }

    /** Waits for the requests, because the next test would count them. */
    @AfterEach
    void release() {
        gate.countDown();
        database.heal();
        clients.close();
    }

    @Test
    void whatIsLessUrgentIsRefusedSooner() throws Exception {
        ApiResponse order = Orders.place(api(), userId);
        String path = order.header("Location");
        String key =
                "{\"keys\": [{\"user_id\": \"%s\", \"order_id\": \"%s\"}]}".formatted(userId, order.text("/order_id"));
        holdReadsOfTheSlowUser();

        holdUpTo(4);
        assertRefused(Orders.sendMany(api(), userId, 1));
        assertThat(api().get(Orders.path(userId)).status()).isEqualTo(200);

        holdUpTo(6);
        assertRefused(api().get(Orders.path(userId)));
        assertRefused(api().get("/v1/orders?status=pending"));
        assertRefused(api().post("/v1/orders/batch-get", key));
        assertThat(Orders.some().post(api(), userId).status()).isEqualTo(201);

        holdUpTo(8);
        assertRefused(Orders.some().post(api(), userId));
        assertRefused(Users.someone().post(api()));
        assertThat(Orders.patch(api(), path, "paid", "If-Match", "\"1\"").status())
                .isEqualTo(200);

        holdUpTo(9);
        assertRefused(Orders.patch(api(), path, "shipped", "If-Match", "\"2\""));
        assertRefused(api().delete(Users.path(userId), "If-Match", "\"1\""));
        assertThat(api().get(path).text()).contains("\"order_id\"");

        holdUpTo(10);
        assertRefused(api().get(path));
        assertThat(management().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(api().get("/openapi.yaml").status()).isEqualTo(200);

        gate.countDown();
        for (Future<ApiResponse> request : held) {
            assertThat(request.get().status()).as(request.get().text()).isEqualTo(200);
        }
        assertThat(Orders.sendMany(api(), userId, 1).status()).isEqualTo(200);
    }

    @Test
    void refusalsAreCountedByPriority() {
        holdReadsOfTheSlowUser();
        double lists = refused("list");
        double any = refused("any");

        holdUpTo(6);
        api().get(Orders.path(userId));
        api().get(Orders.path(userId));
        holdUpTo(10);
        api().get(Orders.path(userId));

        assertThat(refused("list") - lists).isEqualTo(2);
        assertThat(refused("any") - any).isEqualTo(1);
        assertThat(meter("admission.limit")).isEqualTo(10);
    }

    @Test
    void requestsThatWaitToRepeatAThrottledCallDoNotCount() {
        database.answer(call -> isOfSlowUser(call.body()) ? Answer.throttled() : Answer.REAL_ONE);

        for (int i = 0; i < 12; i++) {
            int calls = database.calls().size();
            readSlowUser();
            await().until(() -> database.calls().size() > calls);
        }

        await().until(() -> meter("admission.requests") < 2);
        assertThat(api().get(Users.path(userId)).status()).isEqualTo(200);
    }

    @Test
    void requestsThatACallerSendsAtOnceTakeTurns() throws Exception {
        holdReadsOfTheSlowUser();
        for (int i = 0; i < 12; i++) {
            readSlowUser(api().as(slowUserId));
        }
        await().until(() -> meter("admission.requests") == 4);

        gate.countDown();

        for (Future<ApiResponse> request : held) {
            assertThat(request.get().status()).isEqualTo(200);
        }
    }

    @Test
    void requestsWhoseTurnDoesNotComeAreRefusedAndNeedNoPermit() throws Exception {
        holdReadsOfTheSlowUser();
        for (int i = 0; i < 12; i++) {
            readSlowUser(api().as(slowUserId));
        }
        await().until(() -> held.stream().filter(Future::isDone).count() == 8);

        assertThat(meter("admission.requests")).isEqualTo(4);
        for (Future<ApiResponse> request : held.stream().filter(Future::isDone).toList()) {
            Problem.assertThat(request.get(), 429, "QUOTA_EXCEEDED");
            assertThat(request.get().header("Retry-After")).isEqualTo("1");
        }
        assertThat(api().as(userId).get(Users.path(userId)).status()).isEqualTo(200);
    }

    @Test
    void slowSendersNeedNoPermit() throws IOException {
        List<RawHttp> senders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawHttp sender = new RawHttp(api());
            sender.send("POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100\r\n\r\n{");
            senders.add(sender);
        }

        assertThat(Orders.sendMany(api(), userId, 1).status()).isEqualTo(200);
        for (RawHttp sender : senders) {
            sender.close();
        }
    }

    @Test
    void readersThatDoNotReadNeedNoPermit() throws IOException {
        for (int i = 0; i < 20; i++) {
            Orders.in("EUR").lines(100, "好".repeat(500)).placeFor(api(), userId);
        }
        database.answer(call -> Answer.REAL_ONE);
        List<RawHttp> readers = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            int calls = i;
            RawHttp reader = new RawHttp(api());
            reader.send("GET " + Orders.path(userId) + "?limit=20 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            readers.add(reader);
            await().until(() -> database.calls().size() == calls && meter("admission.requests") == 0);
        }

        for (RawHttp reader : readers) {
            reader.close();
        }
    }

    @Test
    void anImportNeedsNoPermitWhileItRuns() throws IOException {
        try (RawHttp connection = new RawHttp(api())) {
            connection.send("POST /v1/orders/import HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.sendChunk(Orders.some().importLine(userId) + "\n");
            connection.readLine();
            connection.readHeaders();

            assertThat(connection.readChunk()).contains("created");
            assertThat(meter("admission.requests")).isZero();
        }
    }

    private void holdReadsOfTheSlowUser() {
        database.answer(call -> {
            if (isOfSlowUser(call.body())) {
                awaitGate();
            }
            return Answer.REAL_ONE;
        });
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOfSlowUser(String body) {
        return body.contains(slowUserId);
    }

    /** Keeps this many requests waiting for DynamoDB. */
    private void holdUpTo(int count) {
        while (held.size() < count) {
            readSlowUser();
        }
        await().until(() -> meter("admission.requests") == count);
    }

    private void readSlowUser() {
        readSlowUser(api());
    }

    private void readSlowUser(Api caller) {
        held.add(clients.submit(() -> caller.get(Users.path(slowUserId))));
    }

    private double refused(String priority) {
        ApiResponse counter = management().get("/actuator/metrics/admission.refused?tag=priority:" + priority);
        return counter.status() == 200
                ? counter.json().at("/measurements/0/value").doubleValue()
                : 0;
    }

    private double meter(String name) {
        return management()
                .get("/actuator/metrics/" + name)
                .json()
                .at("/measurements/0/value")
                .doubleValue();
    }

    private static void assertRefused(ApiResponse response) {
        Problem.assertThat(response, 503, "OVERLOADED");
        assertThat(response.header("Retry-After")).isEqualTo("1");
    }
}
