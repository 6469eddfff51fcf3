package io.ordertable.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChargeTests {

    /** Half units; the budget gets two a second. */
    private static final int FULL = 100;

    private final FakeTime time = new FakeTime();
    private final Budget budget = new Budget("read", 1, Duration.ofSeconds(FULL / 2), time);
    private final Charge charge = new Charge(budget);

    @Test
    void aRequestThatCostsWhatWasReservedIsChargedOnce() {
        charge.reserve(10);
        charge.use(4);
        charge.use(6);
        charge.settle();

        assertThat(left()).isEqualTo(FULL - 10);
    }

    @Test
    void whatExceedsTheReservationIsChargedAtOnce() {
        charge.reserve(10);
        charge.use(8);
        charge.use(12);

        assertThat(left()).isEqualTo(FULL - 20);
    }

    @Test
    void theRestOfTheReservationIsGivenBack() {
        charge.reserve(10);
        charge.use(3);
        charge.settle();

        assertThat(left()).isEqualTo(FULL - 3);
    }

    @Test
    void aCallThatEndsAfterTheRequestIsChargedToo() {
        charge.reserve(10);
        charge.use(3);
        charge.settle();
        charge.use(5);

        assertThat(left()).isEqualTo(FULL - 8);
    }

    @Test
    void aReservationThatIsRefusedTakesNothing() {
        new Charge(budget).reserve(95);

        assertThat(charge.reserve(10).isConsumed()).isFalse();
        charge.settle();

        assertThat(left()).isEqualTo(5);
    }

    @Test
    void aRequestThatCostsMoreThanTheBudgetHoldsNeedsAllOfIt() {
        assertThat(charge.reserve(1_000).isConsumed()).isTrue();
        charge.use(1_000);

        assertThat(overdrawn()).isEqualTo(1_000 - FULL);
    }

    @Test
    void concurrentCallsAreAllCharged() {
        charge.reserve(10);
        IntStream.range(0, 1_000).parallel().forEach(i -> charge.use(1));
        charge.settle();

        assertThat(overdrawn()).isEqualTo(1_000 - FULL);
    }

    @Test
    void anOverdrawnBudgetRefillsSteadilyUntilItIsFull() {
        charge.use(FULL + 20);
        time.advance(Duration.ofSeconds(10));
        assertThat(overdrawn()).isZero();

        time.advance(Duration.ofSeconds(20));
        assertThat(left()).isEqualTo(40);

        time.advance(Duration.ofHours(1));
        assertThat(left()).isEqualTo(FULL);
    }

    @Test
    void tokensAreHalfUnitsRoundedUp() {
        assertThat(Budget.tokens(0.5)).isEqualTo(1);
        assertThat(Budget.tokens(1.2)).isEqualTo(3);
    }

    /** Returns the tokens that have to come in until the budget is empty. */
    private long overdrawn() {
        return budget.nanosOverdrawn() / 500_000_000 - 1;
    }

    private long left() {
        return budget.reserve(Long.MAX_VALUE).getRemainingTokens();
    }
}
