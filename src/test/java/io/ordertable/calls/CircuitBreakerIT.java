package io.ordertable.calls;

import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.CLOSED;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.HALF_OPEN;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The breaker opens where the database does not work, not where it throttles, and closes soon after it works again. */
class CircuitBreakerIT extends FaultTest {

    @Test
    void anOutageOpensItAndRequestsAreRefusedQuicklyWithoutCalls() {
        String order = newOrder();
        open(order);
        database.answer(call -> Answer.error(500, "InternalServerError"));

        Timed refused = timed(() -> api().get(order));

        assertThat(refused.response().status()).isEqualTo(503);
        assertThat(refused.response().problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(refused.response().header("Retry-After")).isEqualTo("1");
        assertThat(refused.time()).isLessThan(Duration.ofMillis(300));
        assertThat(database.calls()).isEmpty();
    }

    @Test
    void whileTheOutageLastsItOnlyTriesNowAndThen() {
        String order = newOrder();
        openUntilItTries(order, Answer.error(500, "InternalServerError"));
        while (breaker().getState() == HALF_OPEN) {
            assertThat(api().get(order).problem()).isEqualTo("DATABASE_UNAVAILABLE");
        }

        assertThat(breaker().getState()).isEqualTo(OPEN);
        assertThat(database.calls()).hasSize(5);
    }

    @Test
    void whileItTriesOthersWaitAndAreServedWhenTheDatabaseIsBack() {
        String order = newOrder();
        openUntilItTries(order, Answer.slow(100));

        List<ApiResponse> answers = Race.of(40, request -> api().get(order));

        assertThat(answers).extracting(ApiResponse::status).containsOnly(200);
        assertThat(breaker().getState()).isEqualTo(CLOSED);
    }

    @Test
    void whileItTriesOthersWaitAndAreRefusedWithoutCallsWhenItIsNot() {
        String order = newOrder();
        openUntilItTries(order, Answer.silence(100));

        List<ApiResponse> answers = Race.of(40, request -> api().get(order));

        assertThat(answers).extracting(ApiResponse::problem).containsOnly("DATABASE_UNAVAILABLE");
        assertThat(database.calls()).hasSize(5);
    }

    @Test
    void noneWaitsForCallsThatHang() {
        String order = newOrder();
        openUntilItTries(order, Answer.silence(10_000));
        breaker().acquirePermission();

        List<ApiResponse> answers = Race.of(10, request -> api().get(order));

        assertThat(answers).extracting(ApiResponse::problem).containsOnly("DATABASE_UNAVAILABLE");
        assertThat(breaker().getState()).as("without a verdict").isEqualTo(HALF_OPEN);
        assertThat(database.calls()).hasSize(4);
        breaker().releasePermission();
    }

    @Test
    void afterAnOutageTheFirstSuccessComesWithinSeconds() {
        String order = newOrder();
        open(order);
        database.heal();

        assertThat(untilSuccess(order)).isLessThan(Duration.ofSeconds(5));
        for (int i = 0; i < 5; i++) {
            assertThat(api().get(order).status()).isEqualTo(200);
        }
        assertThat(breaker().getState()).isEqualTo(CLOSED);
    }

    @Test
    void afterRefusedConnectionsTheFirstSuccessComesWithinSeconds() {
        String order = newOrder();
        database.stop();
        try {
            while (breaker().getState() == CLOSED) {
                assertThat(api().get(order).problem()).isEqualTo("DATABASE_UNAVAILABLE");
            }
        } finally {
            database.restart();
        }

        assertThat(untilSuccess(order)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void throttlingNeverOpensItAndTheFirstSuccessComesAtOnce() {
        String order = newOrder();
        database.answer(call -> Answer.throttled());
        for (int i = 0; i < 40; i++) {
            assertThat(api().get(order).problem()).isEqualTo("THROTTLED");
        }
        assertThat(breaker().getState()).isEqualTo(CLOSED);

        database.heal();

        assertThat(untilSuccess(order)).isLessThan(Duration.ofSeconds(1));
    }

    /** An outage after which the breaker is about to try calls, which the database answers so. */
    private void openUntilItTries(String order, Answer answer) {
        open(order);
        database.answer(call -> answer);
        await().atMost(Duration.ofSeconds(2)).until(() -> breaker().getState() == HALF_OPEN);
    }

    private void open(String order) {
        database.answer(call -> Answer.error(500, "InternalServerError"));
        while (breaker().getState() == CLOSED) {
            assertThat(api().get(order).problem()).isEqualTo("DATABASE_UNAVAILABLE");
        }
        assertThat(breaker().getState()).isEqualTo(OPEN);
    }

    private Duration untilSuccess(String order) {
        long start = System.nanoTime();
        ApiResponse answer = api().get(order);
        while (answer.status() != 200) {
            assertThat(answer.status()).isEqualTo(503);
            answer = api().get(order);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
