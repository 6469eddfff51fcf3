package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FullJitterTests {

    private static final int SAMPLES = 2_000;
    private static final int PARTS = 10;

    @Property(tries = 200)
    void delaysAreUniformBetweenZeroAndTheDoublingCeilingOrTheCap(
            @ForAll @LongRange(min = 1_000, max = 60_000) long base,
            @ForAll @LongRange(min = 60_000, max = 600_000) long cap,
            @ForAll @IntRange(min = 1, max = 100) int attempts,
            @ForAll long seed) {
        Backoff jitter = new Backoff(
                Duration.ofMillis(base),
                Duration.ofMillis(cap),
                new Random(seed),
                new RetryBudget(Integer.MAX_VALUE),
                Clock.systemUTC());
        double ceiling = Math.min(cap, base * Math.pow(2, attempts - 1));

        long[] delays =
                LongStream.range(0, SAMPLES).map(i -> jitter.apply(attempts)).toArray();

        assertThat(LongStream.of(delays).min().orElseThrow()).isNotNegative();
        assertThat((double) LongStream.of(delays).max().orElseThrow()).isLessThanOrEqualTo(ceiling);
        assertThat(mostInOnePart(delays, ceiling)).isLessThan(mostByChance(SAMPLES));
        assertThat(leastInOnePart(delays, ceiling)).isPositive();
    }

    @Property(tries = 50)
    void clientsThrottledAtOnceDoNotRetryInWaves(@ForAll @IntRange(min = 1, max = 7) int attempts, @ForAll long seed) {
        int clients = 200;
        Backoff jitter = new Backoff(
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                new Random(seed),
                new RetryBudget(Integer.MAX_VALUE),
                Clock.systemUTC());

        long[] delays =
                LongStream.range(0, clients).map(i -> jitter.apply(attempts)).toArray();

        assertThat(mostInOnePart(delays, jitter.ceiling(attempts))).isLessThan(mostByChance(clients));
    }

    @Property(tries = 50)
    void everyLaterRetrySpreadsThemFurther(@ForAll long seed) {
        int clients = 200;
        Backoff jitter = new Backoff(
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                new Random(seed),
                new RetryBudget(Integer.MAX_VALUE),
                Clock.systemUTC());
        long[] moments = new long[clients];
        long busiest = clients;
        for (int attempts = 1; attempts <= 7; attempts++) {
            int after = attempts;
            moments = LongStream.of(moments)
                    .map(moment -> moment + jitter.apply(after))
                    .toArray();
            busiest = Math.min(busiest, mostWithin(moments, 100));
        }
        assertThat(busiest).isLessThan(clients / 5);
    }

    @Example
    void theCapIsNeverShorterThanTheBase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        new Random(),
                        new RetryBudget(Integer.MAX_VALUE),
                        Clock.systemUTC()));
    }

    /** Six standard deviations above what falls into one part on average. */
    private static long mostByChance(int samples) {
        double mean = (double) samples / PARTS;
        return Math.round(mean + 6 * Math.sqrt(mean));
    }

    private static long mostInOnePart(long[] delays, double ceiling) {
        return parts(delays, ceiling).max().orElseThrow();
    }

    private static long leastInOnePart(long[] delays, double ceiling) {
        return parts(delays, ceiling).min().orElseThrow();
    }

    private static LongStream parts(long[] delays, double ceiling) {
        return IntStream.range(0, PARTS).mapToLong(part -> LongStream.of(delays)
                .filter(delay -> (int) (delay * PARTS / (ceiling + 1)) == part)
                .count());
    }

    private static long mostWithin(long[] moments, long milliseconds) {
        return LongStream.of(moments)
                .map(start -> LongStream.of(moments)
                        .filter(moment -> moment >= start && moment < start + milliseconds)
                        .count())
                .max()
                .orElseThrow();
    }
}
