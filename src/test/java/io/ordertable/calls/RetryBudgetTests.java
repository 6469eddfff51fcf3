package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryBudgetTests {

    @Property
    void aRetryNeedsATokenAndASuccessReturnsOneUpToTheCapacity(
            @ForAll @IntRange(min = 1, max = 20) int capacity, @ForAll List<Boolean> successes) {
        RetryBudget budget = new RetryBudget(capacity);
        int tokens = capacity;
        for (boolean success : successes) {
            if (success) {
                budget.deposit();
                tokens = Math.min(capacity, tokens + 1);
            } else {
                assertThat(budget.withdraw()).isEqualTo(tokens > 0);
                tokens = Math.max(0, tokens - 1);
            }
            assertThat(budget.level()).isEqualTo(tokens);
        }
    }

    @Example
    void halfOfAllCallsMayFailForEver() {
        RetryBudget budget = new RetryBudget(1);

        assertThat(IntStream.range(0, 10_000)).allMatch(i -> {
            boolean retried = budget.withdraw();
            budget.deposit();
            return retried;
        });
    }

    @Example
    void itIsEmptyOnceWhenNothingSucceeds() {
        RetryBudget budget = new RetryBudget(100);

        assertThat(IntStream.range(0, 10_000).filter(i -> budget.withdraw())).hasSize(100);
    }

    @Example
    void noTokenIsTakenTwiceByThreadsThatRace() throws InterruptedException {
        RetryBudget budget = new RetryBudget(1_000);
        AtomicInteger retries = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> IntStream.range(0, 1_000)
                        .filter(j -> budget.withdraw())
                        .forEach(j -> retries.incrementAndGet())))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(retries).hasValue(1_000);
        assertThat(budget.level()).isZero();
    }
}
