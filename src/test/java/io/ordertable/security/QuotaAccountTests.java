package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.calls.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class QuotaAccountTests {

    private final FakeTime time = new FakeTime();
    private final Budget reads = budget("read");
    private final Budget writes = budget("write");
    private final QuotaAccount account = new QuotaAccount(reads, writes, new Semaphore(1));

    @Test
    void anAccountWithCreditDoesNotWait() {
        account.payFor(() -> {
            QuotaAccount.charge(99, 99);
            assertThat(QuotaAccount.awaitCredit()).isTrue();
            return true;
        });
    }

    @Test
    void anOverdrawnAccountWaitsUntilBothBudgetsHaveRefilled() throws InterruptedException {
        Thread waiting = Thread.ofVirtual()
                .start(() -> account.payFor(() -> {
                    QuotaAccount.charge(130, 160);
                    return QuotaAccount.awaitCredit();
                }));
        await().until(() -> writes.nanosOverdrawn() > 0);

        time.advance(Duration.ofSeconds(31));
        assertThat(reads.nanosOverdrawn()).isZero();
        assertThat(waiting.isAlive()).isTrue();

        time.advance(Duration.ofSeconds(30));
        waiting.join();
    }

    @Test
    void theDeadlineEndsTheWait() {
        account.payFor(() -> {
            QuotaAccount.charge(0, 200);
            assertThat(Deadline.<Boolean, RuntimeException>within(Duration.ofMillis(200), QuotaAccount::awaitCredit))
                    .isFalse();
            return true;
        });
    }

    @Test
    void workOnOtherThreadsIsChargedToTheSameAccount() throws InterruptedException {
        Runnable carried = account.payFor(() -> QuotaAccount.carriedTo(() -> QuotaAccount.charge(130, 0)));

        Thread.ofVirtual().start(carried).join();

        assertThat(reads.nanosOverdrawn()).isPositive();
        assertThat(writes.nanosOverdrawn()).isZero();
    }

    @Test
    void nobodyPaysOutsideOfARequest() {
        QuotaAccount.charge(1_000, 1_000);
        QuotaAccount.carriedTo(() -> QuotaAccount.charge(1_000, 1_000)).run();

        assertThat(QuotaAccount.awaitCredit()).isTrue();
        assertThat(reads.nanosOverdrawn()).isZero();
    }

    /** Returns a budget of 100 units that gets one a second. */
    private Budget budget(String name) {
        return new Budget(name, 1, Duration.ofSeconds(100), time);
    }
}
