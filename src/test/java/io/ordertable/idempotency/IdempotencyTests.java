package io.ordertable.idempotency;

import static io.ordertable.error.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.error.CommonError;
import io.ordertable.table.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

class IdempotencyTests {

    private static final Thing THING = new Thing("b", "a", null, List.of());

    private record Thing(
            String zebraName, String appleName, @Nullable String note, List<Map<String, Integer>> counts) {}

    /** Records live for a day, so a deployment must not change hashes. */
    @Example
    void theHashIsOfTheJsonWithSortedMembersAndWithoutThoseThatAreAbsent() {
        Map<String, Integer> counts = Map.of("z", 1, "y", 2, "x", 3);

        assertThat(hash(THING)).isEqualTo(Sha256.hex("{\"apple_name\":\"a\",\"counts\":[],\"zebra_name\":\"b\"}"));
        assertThat(hash(new Thing("é", "", "\"", List.of(counts, counts)))).isEqualTo(Sha256.hex("""
                        {"apple_name":"","counts":[{"x":3,"y":2,"z":1},{"x":3,"y":2,"z":1}],"note":"\\"","zebra_name":"é"}"""));
    }

    @Property
    void hashesAreEqualExactlyIfTheRequestsAre(
            @ForAll @StringLength(max = 2) @CharRange(from = '"', to = '%') String one,
            @ForAll @StringLength(max = 2) @CharRange(from = '"', to = '%') String other,
            @ForAll @StringLength(max = 2) @CharRange(from = '"', to = '%') String third) {
        Thing thing = new Thing(one, other, third, List.of());
        Thing another = new Thing(other, third, one, List.of());

        assertThat(hash(thing).equals(hash(another))).isEqualTo(thing.equals(another));
    }

    @Property
    void anyPrintableKeyIsTaken(@ForAll @StringLength(min = 1, max = 255) @CharRange(from = ' ', to = '~') String key) {
        assertThat(Objects.requireNonNull(Idempotency.of(key, THING)).key()).isEqualTo(key);
    }

    @Example
    void withoutAHeaderThereIsNoWish() {
        assertThat(Idempotency.of(null, THING)).isNull();
    }

    @Example
    void otherKeysAreRefused() {
        for (String key : List.of("", "a".repeat(256), "tab\t", "nul\0", "del\u007F", "ü", "日本", "line\n")) {
            assertError(CommonError.INVALID_PARAMETER, () -> Idempotency.of(key, THING))
                    .withMessage("Idempotency-Key must be 1 to 255 printable ASCII characters.");
        }
    }

    private static String hash(Record request) {
        return Objects.requireNonNull(Idempotency.of("key", request)).requestHash();
    }
}
