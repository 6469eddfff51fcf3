package io.ordertable.table.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

@Timeout(30)
class DaxCallsTests {

    private static final Duration LONG = Duration.ofHours(1);

    private static final GetItemRequest REQUEST = GetItemRequest.builder().build();
    private static final GetItemResponse RESPONSE = GetItemResponse.builder().build();

    private final AtomicInteger hanging = new AtomicInteger();

    @Test
    void aCallReturnsWhatItReturns() {
        assertThat(call(LONG, () -> RESPONSE)).isSameAs(RESPONSE);
    }

    @Test
    void aCallFailsWithWhatItFailsWith() {
        SdkClientException failure = SdkClientException.create("no");

        assertThatThrownBy(() -> call(LONG, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void aCallThatTakesTooLongIsEnded() {
        assertThatThrownBy(() -> call(Duration.ofMillis(200), this::hang)).isInstanceOf(ApiCallTimeoutException.class);

        await().untilAsserted(() -> assertThat(hanging).hasValue(0));
    }

    @Test
    void theRequestsDeadlineMayComeFirst() {
        assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(10), () -> call(LONG, this::hang)))
                .isInstanceOf(ApiCallTimeoutException.class);
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> call(LONG, this::hang)).isInstanceOf(AbortedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static GetItemResponse call(Duration callTimeout, Supplier<GetItemResponse> call) {
        return new DaxCalls(List.of(), callTimeout).call("GetItem", REQUEST, request -> call.get());
    }

    private GetItemResponse hang() {
        hanging.incrementAndGet();
        try {
            Thread.sleep(LONG);
            return RESPONSE;
        } catch (InterruptedException e) {
            hanging.decrementAndGet();
            return RESPONSE;
        }
    }
}
