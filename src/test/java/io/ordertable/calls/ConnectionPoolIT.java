package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.Race;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A pool of four connections, and what happens when they are in use. */
@TestPropertySource(
        properties = {
            "ordertable.dynamodb.max-connections=4",
            "ordertable.dynamodb.connection-timeout=300ms",
            "ordertable.dynamodb.call-timeout=1500ms"
        })
class ConnectionPoolIT extends FaultTest {

    private static final int MINUTE = 60_000;

    @Test
    void callsThatAreNeverAnsweredGiveTheirConnectionsBack() {
        String order = newOrder();
        database.answer(call -> Answer.silence(MINUTE));
        assertThat(Race.of(4, i -> api().get(order)))
                .allSatisfy(refused -> assertThat(refused.problem()).isEqualTo("DATABASE_UNAVAILABLE"));
        database.heal();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(Race.of(4, i -> api().get(order)))
                .allSatisfy(served -> assertThat(served.status()).isEqualTo(200)));
    }

    @Test
    void aCallThatFindsNoConnectionFreeIsRefusedAndIsNoOutage() {
        String order = withoutUser(newOrder());
        database.answer(call -> Answer.slow(500));

        List<ApiResponse> answers = Race.of(40, i -> api().get(order));

        List<ApiResponse> refusals =
                answers.stream().filter(answer -> answer.status() != 200).toList();
        assertThat(refusals).hasSizeGreaterThan(20).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("OVERLOADED");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
        });
        assertThat(database.calls()).hasSize(answers.size() - refusals.size());
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }
}
