package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.FakeClock;
import io.ordertable.error.ServiceException;
import io.ordertable.table.ArbitraryIds;
import io.ordertable.table.Uuid7;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberTests {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 11;

    @Example
    void aNumberHasTheSecondAndTheEndOfTheId() {
        OrderNumber number = OrderNumber.of(UUID.fromString("0196f0c4-2f00-7a11-9c00-0a1b2c3d4e5f"));

        assertThat(number).hasToString("522Q-WFTK-JZ9");
        assertThat(number.endOfId()).isEqualTo("d4e5f");
        assertThat(number.ids())
                .isEqualTo(IdRange.between(
                        Instant.parse("2025-05-21T02:55:11Z"), Instant.parse("2025-05-21T02:55:11.999Z"), true));
    }

    @Example
    void numbersAreThoseThatTheEventsFunctionIsTestedWith() throws IOException {
        JsonNode examples = new ObjectMapper()
                .readTree(Path.of("infra/order-events/src/test/resources/order-numbers.json")
                        .toFile());

        assertThat(examples.properties()).isNotEmpty().allSatisfy(example -> assertThat(
                        OrderNumber.of(UUID.fromString(example.getKey())))
                .hasToString(example.getValue().asText()));
    }

    @Example
    void theLastNumberIsOfJanuary2054() {
        UUID last = new UUID(Instant.parse("2054-01-09T13:37:03Z").toEpochMilli() << 16 | 0x7000, -1);

        assertThat(OrderNumber.of(last)).hasToString("ZZZZ-ZZZZ-ZZ4");
        assertThat(OrderNumber.of(last).ids().first()).isEqualTo(Uuid7.firstAt(Uuid7.timeOf(last)));
    }

    @Example
    void idsOfAMillisecondHaveDifferentNumbers() {
        Uuid7 ids = new Uuid7(new FakeClock(Instant.parse("2026-11-26T12:00:00Z")));
        int count = 20_000;

        assertThat(IntStream.range(0, count)
                        .mapToObj(i -> OrderNumber.of(ids.next()))
                        .distinct())
                .hasSize(count);
    }

    @Property
    void aNumberIsReadAsPeopleWriteIt(@ForAll("timeOrdered") UUID id) {
        OrderNumber number = OrderNumber.of(id);
        String text = number.toString();

        assertThat(text).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}");
        assertThat(OrderNumber.parse(text)).isEqualTo(number);
        assertThat(OrderNumber.parse(text.toLowerCase(Locale.ROOT).replace("-", "")))
                .isEqualTo(number);
        assertThat(OrderNumber.parse(" " + text.replace("-", " ") + " ")).isEqualTo(number);
        assertThat(OrderNumber.parse(text.replace('1', 'I').replace('0', 'o'))).isEqualTo(number);
        assertThat(OrderNumber.parse(text.replace('1', 'l').replace('0', 'O'))).isEqualTo(number);
    }

    @Property(tries = 100)
    void aWrongDigitIsDetected(@ForAll("timeOrdered") UUID id) {
        String text = digits(id);

        for (int i = 0; i < LENGTH; i++) {
            for (char digit : DIGITS.toCharArray()) {
                StringBuilder other = new StringBuilder(text);
                other.setCharAt(i, digit);
                if (!other.toString().equals(text)) {
                    assertRefused(other.toString());
                }
            }
        }
    }

    /** All pairs of digits at all pairs of positions, the one of the check digit included. */
    @Example
    void twoSwappedDigitsAreDetected() {
        for (int i = 0; i < LENGTH - 1; i++) {
            for (int j = i + 1; j < LENGTH; j++) {
                for (int pair = 0; pair < 32 * 32; pair++) {
                    StringBuilder text = validWith(i, pair / 32, j, pair % 32);
                    char before = text.charAt(i);
                    text.setCharAt(i, text.charAt(j));
                    text.setCharAt(j, before);
                    if (before != text.charAt(i)) {
                        assertRefused(text.toString());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "522Q-WFTK-JZ",
                "522Q-WFTK-JZ90",
                "0522Q-WFTK-JZ9",
                "U22Q-WFTK-JZ9",
                "522Q_WFTK_JZ9",
                "ßßßßßßßßßßß"
            })
    void whatIsNoNumberIsRefused(String text) {
        assertRefused(text);
    }

    @Provide
    Arbitrary<UUID> timeOrdered() {
        return ArbitraryIds.timeOrdered();
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> OrderNumber.parse(text))
                .as(text)
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.detail()).contains("typing error"));
    }

    private static String digits(UUID id) {
        return OrderNumber.of(id).toString().replace("-", "");
    }

    /** A number with these digits. The check digit follows from the others, so another digit varies instead of it. */
    private static StringBuilder validWith(int i, int first, int j, int second) {
        int varied = j < LENGTH - 1 ? j : (i + 1) % (LENGTH - 1);
        long value = with(varied, second, with(i, first, 0x2A5F3C71B6D8EL));
        return new StringBuilder(new OrderNumber(value).toString().replace("-", ""));
    }

    private static long with(int position, long digit, long value) {
        int shift = 5 * (LENGTH - 2 - position);
        return value & ~(31L << shift) | digit << shift;
    }
}
