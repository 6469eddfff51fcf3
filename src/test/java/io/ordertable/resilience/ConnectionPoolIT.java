package io.ordertable.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.Race;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Calls that are given up must not keep their connections: the pool would run dry and the service stay down. */
@TestPropertySource(
        properties = {"ordertable.dynamodb.max-connections=4", "ordertable.dynamodb.connection-timeout=300ms"})
class ConnectionPoolIT extends FaultTest {

    private static final int MINUTE = 60_000;

    @Test
    void callsThatAreNeverAnsweredGiveTheirConnectionsBack() {
        String order = newOrder();
        database.answer(call -> Answer.silence(MINUTE));
        assertThat(Race.of(8, i -> api().get(order)))
                .allSatisfy(refused -> assertThat(refused.problem()).isEqualTo("DATABASE_UNAVAILABLE"));
        database.heal();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(Race.of(4, i -> api().get(order)))
                .allSatisfy(served -> assertThat(served.status()).isEqualTo(200)));
    }
}
