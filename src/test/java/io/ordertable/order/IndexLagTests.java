package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FakeClock;
import io.ordertable.table.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IndexLagTests {

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-05T10:15:30Z"));
    private final IndexLag lag = new IndexLag(clock);
    private final Order order = Orders.some().build(new Uuid7(clock).next());
    private int lookUps;

    @Test
    void whatIsFoundAtOnceIsLookedUpOnce() {
        assertThat(lag.await(order.orderId(), foundOnLookUp(1))).contains(order);
        assertThat(lookUps).isEqualTo(1);
    }

    @Test
    void aYoungOrderIsLookedUpUntilTheIndexHasIt() {
        assertThat(lag.await(order.orderId(), foundOnLookUp(3))).contains(order);
        assertThat(lookUps).isEqualTo(3);
    }

    @Test
    void aYoungOrderIsMissingAfterFourLookUps() {
        assertThat(lag.await(order.orderId(), foundOnLookUp(5))).isEmpty();
        assertThat(lookUps).isEqualTo(4);
    }

    @Test
    void anOrderIsYoungForLessThanFiveSeconds() {
        clock.move(Duration.ofMillis(4_999));
        assertThat(lag.await(order.orderId(), foundOnLookUp(2))).contains(order);

        clock.move(Duration.ofMillis(1));
        assertMissingAtOnce(order.orderId());
    }

    @Test
    void anOrderOfAnInstanceWhoseClockIsSlightlyAheadIsYoung() {
        clock.move(Duration.ofMillis(-4_999));
        assertThat(lag.await(order.orderId(), foundOnLookUp(2))).contains(order);

        clock.move(Duration.ofMillis(-1));
        assertMissingAtOnce(order.orderId());
    }

    @Test
    void anIdThatTellsNoTimeIsLookedUpOnce() {
        assertMissingAtOnce(UUID.randomUUID());
        assertMissingAtOnce(new UUID(0, 0));
        assertMissingAtOnce(UUID.fromString("2d8b1f00-b7c9-11f0-8000-000000000000"));
    }

    @Test
    void onlySoManyAreLookedUpAgainAtTheSameTime() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(16);
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                AtomicInteger count = new AtomicInteger();
                threads.submit(() -> lag.await(order.orderId(), () -> {
                    if (count.incrementAndGet() == 2) {
                        waiting.countDown();
                        awaitUninterruptibly(end);
                    }
                    return Optional.empty();
                }));
            }
            waiting.await();

            assertMissingAtOnce(order.orderId());

            end.countDown();
        }
        assertThat(lag.await(order.orderId(), foundOnLookUp(2))).contains(order);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertMissingAtOnce(UUID orderId) {
        lookUps = 0;
        assertThat(lag.await(orderId, foundOnLookUp(2))).isEmpty();
        assertThat(lookUps).isEqualTo(1);
    }

    private Supplier<Optional<Order>> foundOnLookUp(int number) {
        lookUps = 0;
        return () -> ++lookUps >= number ? Optional.of(order) : Optional.empty();
    }
}
