package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.FaultyDatabase.Call;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With thirty percent of calls throttled, clients notice only latency, and exactly their orders are stored. */
class ThrottledWorkloadIT extends FaultTest {

    private static final int CLIENTS = 10;
    private static final int ROUNDS = 20;
    /** A round is five operations. */
    private static final int OPERATIONS = CLIENTS * ROUNDS * 5;

    private final AtomicInteger operations = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void aThousandOperationsSucceedAndNoOrderIsLostOrDoubled() throws Exception {
        List<String> users =
                IntStream.range(0, CLIENTS).mapToObj(i -> newUser()).toList();
        database.answer(throttleThirtyPercentOf(users));

        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Map<String, String>>> runs =
                    users.stream().map(user -> clients.submit(() -> work(user))).toList();
            for (int i = 0; i < CLIENTS; i++) {
                Map<String, String> placed = runs.get(i).get();
                assertThat(stored(users.get(i))).isEqualTo(placed);
            }
        }

        assertThat(operations).hasValue(OPERATIONS);
        assertThat(refused).hasValueLessThanOrEqualTo(OPERATIONS / 1_000);
    }

    /** What must be stored at the end: statuses by order. */
    private Map<String, String> work(String user) {
        Map<String, String> placed = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String[] key = round % 2 == 0 ? new String[0] : new String[] {"Idempotency-Key", "k" + round};
            ApiResponse order = expect(201, api().post(user + "/orders", ORDER, key));
            if (order.status() != 201) {
                expect(200, api().get(user));
                expect(200, api().get(user));
                expect(200, api().get(user));
                expect(200, api().get(user));
                continue;
            }
            String path = order.header("Location");
            ApiResponse paid = expect(200, pay(path));
            placed.put(path, paid.status() == 200 ? "paid" : "pending");
            expect(200, api().get(path));
            expect(200, api().get(user + "/orders?limit=5"));
            expect(200, api().post("/v1/orders/batch-get", "{\"keys\": [%s]}".formatted(key(path))));
        }
        return placed;
    }

    private ApiResponse expect(int status, ApiResponse response) {
        operations.incrementAndGet();
        if (response.status() == 503) {
            assertThat(response.problem()).isEqualTo("THROTTLED");
            refused.incrementAndGet();
        } else {
            assertThat(response.status()).as(response.text()).isEqualTo(status);
        }
        return response;
    }

    private Map<String, String> stored(String user) {
        Map<String, String> stored = new HashMap<>();
        String page = user + "/orders?limit=100";
        while (!page.isEmpty()) {
            JsonNode list = api().get(page).json();
            for (Iterator<JsonNode> items = list.at("/items").elements(); items.hasNext(); ) {
                JsonNode order = items.next();
                stored.put(
                        user + "/orders/" + order.get("order_id").asText(),
                        order.get("status").asText());
            }
            JsonNode cursor = list.path("next_cursor");
            page = cursor.isTextual() ? user + "/orders?limit=100&cursor=" + cursor.asText() : "";
        }
        return stored;
    }

    /**
     * Throws dice of its own for each user, always the same ones. A client waits for its answers, so its requests meet the same
     * throttles each time, two of them six in a row; those of other dice could be more than eight attempts get past.
     */
    private static Function<Call, Answer> throttleThirtyPercentOf(List<String> users) {
        Map<String, Random> dice = new HashMap<>();
        for (String user : users) {
            dice.put(user.substring(user.lastIndexOf('/') + 1), new Random(1_000L * dice.size()));
        }
        return call -> {
            String user = dice.keySet().stream()
                    .filter(call.body()::contains)
                    .findFirst()
                    .orElseThrow();
            return switch (dice.get(user).nextInt(10)) {
                case 0 -> throttled(call, Answer.throttled());
                case 1 -> throttled(call, Answer.error(400, "ThrottlingException"));
                case 2 -> throttled(call, Answer.error(400, "RequestLimitExceeded"));
                default -> Answer.REAL_ONE;
            };
        };
    }

    private static Answer throttled(Call call, Answer single) {
        return call.operation().equals("TransactWriteItems") ? Answer.canceled("None", "ThrottlingError") : single;
    }
}
