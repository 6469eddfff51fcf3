package io.ordertable.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.IntegrationTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The limit follows how long threads wait for a processor. */
@TestPropertySource(properties = {"ordertable.admission.min-requests=10", "ordertable.admission.max-requests=100"})
@Isolated("it keeps all processors busy")
class BusyProcessorsIT extends IntegrationTest {

    @Autowired
    private AdmissionLimit limit;

    @Test
    void theLimitFallsWhileProcessorsAreBusyAndRecovers() {
        Runnable busy = () -> {
            long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        };

        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread.startVirtualThread(busy);
        }

        await().until(() -> limit.getLimit() < 90);
        await().until(() -> limit.getLimit() == 100);
        assertThat(api().get("/v1/users?email=nobody@example.org").status()).isEqualTo(200);
    }
}
