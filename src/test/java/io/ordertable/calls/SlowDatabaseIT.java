package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** While DynamoDB is slow, requests that need many calls leave connections to those that need one. */
@TestPropertySource(
        properties = {
            "ordertable.deadline=10s",
            "ordertable.dynamodb.call-timeout=5s",
            "ordertable.quotas.staff-requests=200"
        })
class SlowDatabaseIT extends FaultTest {

    @Test
    void listsOfManyClientsLeaveRoomForReadsOfSingleOrders() throws Exception {
        String order = newOrder();
        database.answer(call -> Answer.slow(500));

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ApiResponse>> lists = IntStream.range(0, 200)
                    .mapToObj(i -> clients.submit(() -> api().get("/v1/orders?status=shipped")))
                    .toList();
            lists.getFirst().get();

            ApiResponse read = api().get(order);

            assertThat(read.status()).as(read.text()).isEqualTo(200);

            assertThat(lists).allSatisfy(list -> assertThat(
                            list.get().status() == 200 || list.get().problem().equals("OVERLOADED"))
                    .as(list.get().text())
                    .isTrue());
        }
    }
}
