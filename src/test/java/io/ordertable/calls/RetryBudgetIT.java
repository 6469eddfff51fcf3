package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What retries cost DynamoDB while it throttles. */
class RetryBudgetIT extends FaultTest {

    @Test
    void withAllCallsThrottledARequestCostsLittleMoreThanOneCallAndTheFirstOneAfterwardsSucceeds() throws Exception {
        String order = withoutUser(newOrder());
        database.answer(call -> Answer.throttled());

        List<ApiResponse> answers;
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<ApiResponse>> requests = IntStream.range(0, 600)
                    .mapToObj(i -> clients.submit(() -> api().get(order)))
                    .toList();
            answers = requests.stream().map(RetryBudgetIT::result).toList();
        }

        // On a busy machine a call may time out instead.
        assertThat(answers).allMatch(answer -> answer.status() == 503);
        assertThat(database.calls()).hasSizeLessThanOrEqualTo(840);
        assertThat(budget.level()).isZero();
        database.heal();
        assertThat(api().get(order).status()).isEqualTo(200);
    }

    @Test
    void withThirtyPercentThrottledNothingIsRefusedHoweverLongItLasts() {
        String order = withoutUser(newOrder());
        AtomicInteger calls = new AtomicInteger();
        database.answer(call -> calls.getAndIncrement() % 10 < 3 ? Answer.throttled() : Answer.REAL_ONE);

        int lowest = budget.level();
        for (int i = 0; i < 400; i++) {
            assertThat(api().get(order).status()).isEqualTo(200);
            lowest = Math.min(lowest, budget.level());
        }

        assertThat(database.calls()).hasSizeGreaterThanOrEqualTo(570);
        assertThat(lowest).isGreaterThan(90);
    }

    private static ApiResponse result(Future<ApiResponse> request) {
        try {
            return request.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
