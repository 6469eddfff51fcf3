package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertable.resilience.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(30)
class CallLimitTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final CountDownLatch interrupted = new CountDownLatch(1);

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
    void aCallThatTakesTooLongIsLeft() throws InterruptedException {
        assertThatThrownBy(() -> new CallLimit(Duration.ofMillis(10)).apply(this::hang))
                .isInstanceOf(ApiCallTimeoutException.class);

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
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
        try {
            Thread.sleep(LONG);
            return "never";
        } catch (InterruptedException e) {
            interrupted.countDown();
            return "interrupted";
        }
    }
}
