package io.ordertable.table;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Ids and times for property-based tests. */
public final class ArbitraryIds {

    private static final long LAST_MILLISECOND = (1L << 48) - 1;

    private ArbitraryIds() {}

    /** Any UUID of version 7, often of the first, the last or the same millisecond. */
    public static Arbitrary<UUID> timeOrdered() {
        Arbitrary<Long> millis = Arbitraries.oneOf(
                Arbitraries.longs().between(0, LAST_MILLISECOND),
                Arbitraries.longs().between(1_000, 1_003));
        Arbitrary<Long> random12 = Arbitraries.longs().between(0, 0xFFF).withoutEdgeCases();
        Arbitrary<Long> random62 =
                Arbitraries.longs().between(0, (1L << 62) - 1).withoutEdgeCases();
        return Combinators.combine(millis, random12, random62)
                .as((time, high, low) -> new UUID(time << 16 | 0x7000 | high, Long.MIN_VALUE | low));
    }

    /** Any UUID. */
    public static Arbitrary<UUID> any() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    /** Any time that an id can represent, in nanoseconds. */
    public static Arbitrary<Instant> instants() {
        Arbitrary<Long> millis = Arbitraries.oneOf(
                Arbitraries.longs().between(0, LAST_MILLISECOND - 1),
                Arbitraries.longs().between(1_000, 1_003));
        return Combinators.combine(
                        millis,
                        Arbitraries.integers().between(0, 999_999).edgeCases(edges -> edges.includeOnly(0, 999_999)))
                .as((time, nanos) -> Instant.ofEpochMilli(time).plusNanos(nanos));
    }
}
