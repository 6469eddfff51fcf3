package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertable.web.InvalidParameter;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class IdempotencyTests {

    private static final NewOrder ORDER = OrderBuilder.anOrder()
            .line("ab", "cd", 12, "3.40")
            .line("e", "f", 1, "5.00")
            .newOrder();

    @Example
    void sameMeaningHasTheSameHashHoweverPricesAreWritten() {
        NewOrder same = OrderBuilder.anOrder()
                .line("ab", "cd", 12, "3.4")
                .line("e", "f", 1, "5")
                .newOrder();

        assertThat(hash(same)).isEqualTo(hash(ORDER));
        assertThat(hash(ORDER)).matches("[0-9a-f]{64}");
    }

    /** Records are kept for a day: a deployment must not change what they say. */
    @Example
    void theHashOfAKnownOrderIsAsEver() {
        assertThat(hash(ORDER)).isEqualTo("b57092217e1ec988dfef899c13b229ddcca52af16c77d3492ff5e2a477068b39");
    }

    @Example
    void anyOtherMemberHasAnotherHash() {
        List<NewOrder> others = List.of(
                OrderBuilder.anOrder()
                        .in("USD")
                        .line("ab", "cd", 12, "3.4")
                        .line("e", "f", 1, "5")
                        .newOrder(),
                OrderBuilder.anOrder()
                        .line("aB", "cd", 12, "3.4")
                        .line("e", "f", 1, "5")
                        .newOrder(),
                OrderBuilder.anOrder()
                        .line("ab", "cd ", 12, "3.4")
                        .line("e", "f", 1, "5")
                        .newOrder(),
                OrderBuilder.anOrder()
                        .line("ab", "cd", 13, "3.4")
                        .line("e", "f", 1, "5")
                        .newOrder(),
                OrderBuilder.anOrder()
                        .line("ab", "cd", 12, "3.41")
                        .line("e", "f", 1, "5")
                        .newOrder(),
                OrderBuilder.anOrder().line("ab", "cd", 12, "3.4").newOrder(),
                OrderBuilder.anOrder()
                        .line("e", "f", 1, "5")
                        .line("ab", "cd", 12, "3.4")
                        .newOrder(),
                OrderBuilder.anOrder()
                        .line("ab", "cd", 12, "3.4")
                        .line("e", "f", 1, "5")
                        .line("e", "f", 1, "5")
                        .newOrder());

        assertThat(others)
                .extracting(IdempotencyTests::hash)
                .doesNotHaveDuplicates()
                .doesNotContain(hash(ORDER));
    }

    @Example
    void valuesDoNotRunTogether() {
        List<NewOrder> orders = List.of(
                OrderBuilder.anOrder().line("abc", "d", 1, "2.34").newOrder(),
                OrderBuilder.anOrder().line("ab", "cd", 1, "2.34").newOrder(),
                OrderBuilder.anOrder().line("ab", "cd", 12, "3.40").newOrder(),
                OrderBuilder.anOrder().line("ab", "cd1", 2, "3.40").newOrder(),
                OrderBuilder.anOrder().line("ab", "cd", 1, "23.40").newOrder(),
                OrderBuilder.anOrder().line("ab2:cd", "1:1", 1, "2.34").newOrder());

        assertThat(orders).extracting(IdempotencyTests::hash).doesNotHaveDuplicates();
    }

    @Property
    void hashesAreEqualExactlyWhereTheOrdersAre(
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = '1', to = '3') String sku,
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = '1', to = '3') String name,
            @ForAll @IntRange(min = 1, max = 3) int quantity,
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = '1', to = '3') String otherSku,
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = '1', to = '3') String otherName,
            @ForAll @IntRange(min = 1, max = 3) int otherQuantity) {
        NewOrder one = OrderBuilder.anOrder().line(sku, name, quantity, "1").newOrder();
        NewOrder other = OrderBuilder.anOrder()
                .line(otherSku, otherName, otherQuantity, "1")
                .newOrder();

        assertThat(hash(one).equals(hash(other))).isEqualTo(one.lines().equals(other.lines()));
    }

    @Property
    void anyPrintableKeyIsTaken(@ForAll @StringLength(min = 1, max = 255) @CharRange(from = ' ', to = '~') String key) {
        assertThat(Objects.requireNonNull(Idempotency.of(key, ORDER)).key()).isEqualTo(key);
    }

    @Example
    void withoutAHeaderThereIsNoWish() {
        assertThat(Idempotency.of(null, ORDER)).isNull();
    }

    @Example
    void otherKeysAreRefused() {
        for (String key : List.of("", "a".repeat(256), "tab\t", "nul\0", "del\u007F", "ü", "日本", "line\n")) {
            assertThatExceptionOfType(InvalidParameter.class)
                    .isThrownBy(() -> Idempotency.of(key, ORDER))
                    .withMessage("Idempotency-Key must be 1 to 255 printable ASCII characters.");
        }
    }

    private static String hash(NewOrder order) {
        return Objects.requireNonNull(Idempotency.of("key", order)).requestHash();
    }
}
