package io.ordertable.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.ordertable.calls.Pace;
import java.time.Duration;

/**
 * A budget of one kind of capacity: a token bucket that may be overdrawn, because what a request costs is known only afterwards.
 * A token is half a capacity unit, the least that DynamoDB charges.
 */
final class Budget {

    private static final int TOKENS_PER_UNIT = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** So that refusing a caller that comes back at once takes about a hundredth of a processor. */
    private static final Duration REFUSAL = Duration.ofMillis(10);

    private final String name;
    private final long units;
    private final Duration window;
    private final Bucket bucket;
    private final Pace refusals = new Pace(REFUSAL);

    /** Creates a full budget. {@code window} is how long it lasts at its rate, in whole seconds. */
    Budget(String name, long unitsPerSecond, Duration window, TimeMeter clock) {
        this.name = name;
        this.units = unitsPerSecond * window.toSeconds();
        this.window = window;
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity()).refillGreedy(capacity(), window))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** Returns the number of tokens for so many capacity units. */
    static long tokens(double capacityUnits) {
        return (long) Math.ceil(capacityUnits * TOKENS_PER_UNIT);
    }

    /** Returns the number of capacity units for so many tokens. */
    static double units(long tokens) {
        return (double) tokens / TOKENS_PER_UNIT;
    }

    String name() {
        return name;
    }

    long capacity() {
        return units * TOKENS_PER_UNIT;
    }

    /** Takes the tokens if all of them are there. */
    ConsumptionProbe reserve(long tokens) {
        return bucket.tryConsumeAndReturnRemaining(tokens);
    }

    /** Takes the tokens even if the budget is overdrawn. */
    void take(long tokens) {
        bucket.consumeIgnoringRateLimits(tokens);
    }

    void giveBack(long tokens) {
        bucket.addTokens(tokens);
    }

    /** Waits until one more request may be refused. */
    void awaitRefusal() {
        refusals.await();
    }

    /** Returns how long it is until the budget is no longer overdrawn, in nanoseconds. */
    long nanosOverdrawn() {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    /** Returns whether a reservation left less than a quarter. */
    boolean isLow(ConsumptionProbe reservation) {
        return reservation.getRemainingTokens() < capacity() / 4;
    }

    /** Returns the member of {@code RateLimit-Policy}: as many units as the budget holds, in the time in which it fills. */
    String policy() {
        return item("q", units, "w", window.toSeconds());
    }

    /** Returns the member of {@code RateLimit}: the units that a reservation left, and the seconds until the budget is full. */
    String state(ConsumptionProbe reservation) {
        return item(
                "r",
                reservation.getRemainingTokens() / TOKENS_PER_UNIT,
                "t",
                seconds(reservation.getNanosToWaitForReset()));
    }

    /** Returns the number of seconds, rounded up. */
    static long seconds(long nanos) {
        return Math.ceilDiv(nanos, NANOS_PER_SECOND);
    }

    private String item(String quantity, long value, String time, long seconds) {
        return "\"" + name + "\";" + quantity + "=" + value + ";" + time + "=" + seconds;
    }
}
