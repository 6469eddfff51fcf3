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

/** The breaker opens if the database does not work, but not if it throttles, and closes soon after it works again. */
class CircuitBreakerIT extends FaultTest {

    @Test
    void anOutageOpensItAndRequestsAreRefusedWithoutCalls() {
        String order = newOrder();
        open(order);
        database.answer(call -> Answer.error(500, "InternalServerError"));

        ApiResponse refused = api().get(order);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
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
        String order = withoutUser(newOrder());
        openUntilItTries(order, Answer.silence(100));

        List<ApiResponse> answers = Race.of(40, request -> api().get(order));

        assertThat(answers).extracting(ApiResponse::problem).containsOnly("DATABASE_UNAVAILABLE");
        assertThat(database.calls()).hasSize(5);
    }

    @Test
    void noneWaitsForCallsThatHang() {
        String order = withoutUser(newOrder());
        openUntilItTries(order, Answer.silence(10_000));
        breaker().acquirePermission();

        List<ApiResponse> answers = Race.of(10, request -> api().get(order));

        assertThat(answers).extracting(ApiResponse::problem).containsOnly("DATABASE_UNAVAILABLE");
        assertThat(breaker().getState()).as("without a verdict").isEqualTo(HALF_OPEN);
        assertThat(database.calls()).hasSize(4);
        breaker().releasePermission();
    }

    @Test
    void afterAnOutageRequestsSucceedAgain() {
        String order = newOrder();
        open(order);
        database.heal();

        awaitSuccess(order);
        for (int i = 0; i < 5; i++) {
            assertThat(api().get(order).status()).isEqualTo(200);
        }
        assertThat(breaker().getState()).isEqualTo(CLOSED);
    }

    @Test
    void afterRefusedConnectionsRequestsSucceedAgain() {
        String order = newOrder();
        database.stop();
        try {
            while (breaker().getState() == CLOSED) {
                assertThat(api().get(order).problem()).isEqualTo("DATABASE_UNAVAILABLE");
            }
        } finally {
            database.restart();
        }

        awaitSuccess(order);
    }

    @Test
    void throttlingNeverOpensItAndTheNextRequestSucceeds() {
        String order = newOrder();
        database.answer(call -> Answer.throttled());
        for (int i = 0; i < 40; i++) {
            assertThat(api().get(order).problem()).isEqualTo("THROTTLED");
        }
        assertThat(breaker().getState()).isEqualTo(CLOSED);

        database.heal();

        assertThat(api().get(order).status()).isEqualTo(200);
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

    private void awaitSuccess(String order) {
        await().untilAsserted(() -> assertThat(api().get(order).status()).isEqualTo(200));
    }
}
