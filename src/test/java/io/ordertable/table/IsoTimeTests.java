package io.ordertable.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** How times are written. */
class IsoTimeTests {

    @Property
    void theFormatIsThatOfTheJdkWithMilliseconds(
            @ForAll @LongRange(min = -100_000_000_000_000L, max = 300_000_000_000_000L) long millis) {
        Instant time = Instant.ofEpochMilli(millis);

        assertThat(IsoTime.format(time))
                .isEqualTo(new DateTimeFormatterBuilder()
                        .appendInstant(3)
                        .toFormatter()
                        .format(time));
    }

    @Property
    void whatIsWrittenIsRead(@ForAll @LongRange(min = -100_000_000_000_000L, max = 300_000_000_000_000L) long millis) {
        Instant time = Instant.ofEpochMilli(millis);

        assertThat(IsoTime.parse(IsoTime.format(time))).isEqualTo(time);
    }

    @Example
    void otherFormsAreReadToo() {
        for (String text :
                List.of("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.006007Z", "2026-01-02T03:04:05.006+01:00")) {
            assertThat(IsoTime.parse(text)).isEqualTo(Instant.parse(text));
        }
        for (String text : List.of("", "2026-01-02", "2026-01-02T03:04:05.006ZZ", "2026-13-02T03:04:05.006Z")) {
            assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> IsoTime.parse(text));
        }
    }

    @Example
    void whatIsFinerIsCut() {
        assertThat(IsoTime.format(Instant.parse("2026-01-02T03:04:05.006999999Z")))
                .isEqualTo("2026-01-02T03:04:05.006Z");
    }
}
