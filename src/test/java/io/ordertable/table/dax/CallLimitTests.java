package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(30)
class CallLimitTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger hanging = new AtomicInteger();

    @Test
    void aCallReturnsWhatItReturns() {
        assertThat(new CallLimit(LONG).apply(() -> "done")).isEqualTo("done");
    }

    @Test
    void aCallFailsWithWhatItFailsWith() {
        SdkClientException failure = SdkClientException.create("no");

        assertThatThrownBy(() -> new CallLimit(LONG).apply(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void aCallThatTakesTooLongIsLeftAndEnded() {
        assertThatThrownBy(() -> new CallLimit(Duration.ofMillis(200)).apply(this::hang))
                .isInstanceOf(ApiCallTimeoutException.class);

        await().untilAsserted(() -> assertThat(hanging).hasValue(0));
    }

    @Test
    void theRequestsDeadlineComesFirstWhereItIsNearer() {
        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(10), () -> new CallLimit(LONG).apply(this::hang)))
                .isInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void whoIsInterruptedWaitsNoLongerAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new CallLimit(LONG).apply(this::hang)).isInstanceOf(AbortedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private String hang() {
        hanging.incrementAndGet();
        try {
            Thread.sleep(LONG);
            return "never";
        } catch (InterruptedException e) {
            hanging.decrementAndGet();
            return "interrupted";
        }
    }
}
