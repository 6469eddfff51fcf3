package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.FakeClock;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Uuid7Tests {

    private static final Instant NOW = Instant.parse("2026-11-05T10:15:30.123456Z");
    private static final UUID LEAST = new UUID(0, 0);
    private static final UUID GREATEST = new UUID(-1, -1);

    @Property
    void idsAreOfVersion7AndTellTheirTimeToTheMillisecond(@ForAll("instants") Instant now) {
        UUID id = new Uuid7(Clock.fixed(now, ZoneOffset.UTC)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Uuid7.timeOf(id)).isEqualTo(Instant.ofEpochMilli(now.toEpochMilli()));
    }

    @Property
    void sortKeysOrderAsTheTimesDo(@ForAll("instants") Instant one, @ForAll("instants") Instant other) {
        Assume.that(one.toEpochMilli() != other.toEpochMilli());
        String first = Keys.order(new Uuid7(Clock.fixed(one, ZoneOffset.UTC)).next());
        String second = Keys.order(new Uuid7(Clock.fixed(other, ZoneOffset.UTC)).next());

        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(one.compareTo(other) < 0 ? -1 : 1);
    }

    @Property
    void eachIdIsGreaterThanTheOneBeforeHoweverTheClockMoves(
            @ForAll @Size(max = 50) List<@IntRange(min = -5, max = 5) Integer> steps) {
        FakeClock clock = new FakeClock(NOW);
        Uuid7 ids = new Uuid7(clock);
        UUID last = ids.next();
        for (int step : steps) {
            clock.move(Duration.ofMillis(step));
            UUID next = ids.next();
            assertThat(next.toString()).isGreaterThan(last.toString());
            last = next;
        }
    }

    @Example
    void anIdIsGreaterThanEachThatWasGivenOutBeforeItWasAskedForByWhicheverThread() throws Exception {
        Uuid7 ids = new Uuid7(Clock.systemUTC());
        AtomicReference<String> greatest = new AtomicReference<>("");
        Set<String> all = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<String>>> runs = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> take(5_000, ids, greatest)))
                    .toList();
            for (Future<List<String>> run : runs) {
                all.addAll(run.get());
            }
        }
        assertThat(all).hasSize(8 * 5_000);
    }

    private static List<String> take(int count, Uuid7 ids, AtomicReference<String> greatest) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String before = greatest.get();
                    String id = ids.next().toString();
                    assertThat(id).isGreaterThan(before);
                    greatest.accumulateAndGet(id, (one, other) -> one.compareTo(other) > 0 ? one : other);
                    return id;
                })
                .toList();
    }

    @Property
    void firstAtSeparatesIdsMadeBeforeFromThoseMadeSince(
            @ForAll("timeOrdered") UUID id, @ForAll("instants") Instant instant) {
        boolean since = !Uuid7.timeOf(id).isBefore(instant);

        assertThat(id.toString().compareTo(Uuid7.firstAt(instant).toString()) >= 0)
                .isEqualTo(since);
    }

    @Property
    void lastAtSeparatesIdsMadeUntilThenFromThoseMadeAfter(
            @ForAll("timeOrdered") UUID id, @ForAll("instants") Instant instant) {
        boolean until = !Uuid7.timeOf(id).isAfter(instant);

        assertThat(id.toString().compareTo(Uuid7.lastAt(instant).toString()) <= 0)
                .isEqualTo(until);
    }

    @Example
    void timesThatNoIdCanTellAreTakenForTheNearestThatOneCan() {
        assertThat(Uuid7.firstAt(Instant.MIN)).isEqualTo(LEAST);
        assertThat(Uuid7.firstAt(Instant.EPOCH.minusNanos(1))).isEqualTo(LEAST);
        assertThat(Uuid7.lastAt(Instant.MIN)).isEqualTo(new UUID(0xFFFF, -1));
        assertThat(Uuid7.lastAt(Instant.MAX)).isEqualTo(GREATEST);
        assertThat(Uuid7.lastAt(Instant.ofEpochMilli(1L << 48))).isEqualTo(GREATEST);
        assertThat(Uuid7.firstAt(Instant.MAX)).hasToString("ffffffff-ffff-0000-0000-000000000000");
    }

    @Property
    void afterIsTheNextValueInTheOrderOfTexts(@ForAll("any") UUID id) {
        Assume.that(!id.equals(GREATEST));

        assertThat(number(Uuid7.after(id))).isEqualTo(number(id).add(BigInteger.ONE));
        assertThat(Uuid7.after(id).toString()).isGreaterThan(id.toString());
        assertThat(Uuid7.before(Uuid7.after(id))).isEqualTo(id);
    }

    @Property
    void beforeIsThePreviousValueInTheOrderOfTexts(@ForAll("any") UUID id) {
        Assume.that(!id.equals(LEAST));

        assertThat(number(Uuid7.before(id))).isEqualTo(number(id).subtract(BigInteger.ONE));
        assertThat(Uuid7.before(id).toString()).isLessThan(id.toString());
        assertThat(Uuid7.after(Uuid7.before(id))).isEqualTo(id);
    }

    @Example
    void stepsCarryFromTheLowHalfToTheHighOne() {
        UUID end = UUID.fromString("00000000-0000-7fff-ffff-ffffffffffff");
        UUID begin = UUID.fromString("00000000-0000-8000-0000-000000000000");

        assertThat(Uuid7.after(end)).isEqualTo(begin);
        assertThat(Uuid7.before(begin)).isEqualTo(end);
    }

    private static BigInteger number(UUID id) {
        return new BigInteger(id.toString().replace("-", ""), 16);
    }

    @Provide
    static Arbitrary<UUID> any() {
        return ArbitraryIds.any();
    }

    @Provide
    static Arbitrary<UUID> timeOrdered() {
        return ArbitraryIds.timeOrdered();
    }

    @Provide
    static Arbitrary<Instant> instants() {
        return ArbitraryIds.instants();
    }
}
