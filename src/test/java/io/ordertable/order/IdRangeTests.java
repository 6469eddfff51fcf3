package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.table.ArbitraryIds;
import io.ordertable.table.Cursor;
import io.ordertable.table.Keys;
import io.ordertable.table.Uuid7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class IdRangeTests {

    private static final UUID ID = UUID.fromString("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4d");

    @Property
    void aPeriodHoldsTheOrdersPlacedInItBothEndsIncluded(
            @ForAll("timeOrdered") UUID id,
            @ForAll("instants") Instant from,
            @ForAll("instants") Instant to,
            @ForAll boolean newestFirst) {
        Instant placed = Uuid7.timeOf(id);

        assertThat(contains(IdRange.between(from, to, newestFirst), id))
                .isEqualTo(!placed.isBefore(from) && !placed.isAfter(to));
    }

    @Property
    void aMissingEndIsOpen(@ForAll("timeOrdered") UUID id, @ForAll("instants") Instant end) {
        Instant placed = Uuid7.timeOf(id);

        assertThat(contains(IdRange.between(null, null, true), id)).isTrue();
        assertThat(contains(IdRange.between(end, null, true), id)).isEqualTo(!placed.isBefore(end));
        assertThat(contains(IdRange.between(null, end, true), id)).isEqualTo(!placed.isAfter(end));
    }

    @Property
    void behindACursorIsWhatTheRangeHoldsBeyondItAndNothingElse(
            @ForAll("ranges") IdRange range, @ForAll("timeOrdered") UUID last, @ForAll("timeOrdered") UUID id) {
        boolean beyond = range.newestFirst() ? text(id).compareTo(text(last)) < 0 : text(id).compareTo(text(last)) > 0;

        assertThat(contains(range.after(new Cursor(last)), id)).isEqualTo(contains(range, id) && beyond);
    }

    @Property
    void aCursorNeverWidensARange(@ForAll("ranges") IdRange range, @ForAll("timeOrdered") UUID last) {
        IdRange rest = range.after(new Cursor(last));

        assertThat(text(rest.first())).isGreaterThanOrEqualTo(text(range.first()));
        assertThat(text(rest.last())).isLessThanOrEqualTo(text(range.last()));
        assertThat(rest.newestFirst()).isEqualTo(range.newestFirst());
        assertThat(contains(rest, last)).isFalse();
    }

    @Property
    void withoutACursorNothingIsLeftOut(@ForAll("ranges") IdRange range) {
        assertThat(range.after(null)).isEqualTo(range);
    }

    @Property
    void aRangeIsEmptyWhereItsEndsAreTheWrongWayRound(@ForAll("ranges") IdRange range) {
        assertThat(range.isEmpty()).isEqualTo(text(range.first()).compareTo(text(range.last())) > 0);
    }

    @Example
    void nothingIsLeftBehindTheLastOrder() {
        assertThat(new IdRange(ID, ID, true).isEmpty()).isFalse();
        assertThat(new IdRange(ID, ID, true).after(new Cursor(ID)).isEmpty()).isTrue();
        assertThat(new IdRange(ID, ID, false).after(new Cursor(ID)).isEmpty()).isTrue();
    }

    @Property
    void pagesThroughARangeHoldEachOfItsOrdersOnceAndInOrder(
            @ForAll("ranges") IdRange range,
            @ForAll @Size(max = 20) List<@From("timeOrdered") UUID> stored,
            @ForAll @IntRange(min = 1, max = 5) int limit) {
        Comparator<UUID> order = Comparator.comparing(IdRangeTests::text);
        List<UUID> expected = stored.stream()
                .distinct()
                .filter(id -> contains(range, id))
                .sorted(range.newestFirst() ? order.reversed() : order)
                .toList();

        List<UUID> paged = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            IdRange rest = range.after(cursor.orElse(null));
            List<UUID> page = expected.stream()
                    .filter(id -> contains(rest, id))
                    .limit(limit)
                    .toList();
            paged.addAll(page);
            cursor = page.isEmpty() ? Optional.empty() : Optional.of(new Cursor(page.getLast()));
        } while (cursor.isPresent());

        assertThat(paged).isEqualTo(expected);
    }

    /** As DynamoDB's BETWEEN decides it: by the bytes of the sort keys. */
    private static boolean contains(IdRange range, UUID id) {
        return text(range.first()).compareTo(text(id)) <= 0 && text(id).compareTo(text(range.last())) <= 0;
    }

    private static String text(UUID id) {
        return Keys.order(id);
    }

    @Provide
    static Arbitrary<IdRange> ranges() {
        Arbitrary<@Nullable Instant> ends = ArbitraryIds.instants().injectNull(0.2);
        return Combinators.combine(ends, ends, Arbitraries.of(true, false)).as(IdRange::between);
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
