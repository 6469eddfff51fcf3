package io.ordertable.table;

import static io.ordertable.error.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ordertable.error.CommonError;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class CursorTests {

    private static final UUID ID = UUID.fromString("019a4d2e-7b1c-7f3a-8b4d-9e0f1a2b3c4d");

    @Property
    void whatIsEncodedIsDecoded(@ForAll("timeOrdered") UUID id) {
        assertThat(Cursor.decode(new Cursor(id).encode())).isEqualTo(new Cursor(id));
    }

    @Property
    void aCursorGoesIntoAnUrlAsItIs(@ForAll("timeOrdered") UUID id) {
        assertThat(new Cursor(id).encode()).matches("[A-Za-z0-9_-]{22}");
    }

    @Property
    void idsThatNoOrderHasAreRefused(@ForAll("any") UUID id) {
        Assume.that(id.version() != 7);

        assertRefused(new Cursor(id).encode());
    }

    @Property
    void textIsRefusedOrMeansExactlyOneCursor(@ForAll("texts") String text) {
        Throwable failure = catchThrowable(() -> Cursor.decode(text));

        if (failure == null) {
            assertThat(Cursor.decode(text).encode()).isEqualTo(text);
        } else {
            assertRefused(text);
        }
    }

    @Property
    void aCursorWithACharacterMoreOrLessIsRefused(
            @ForAll("timeOrdered") UUID id,
            @ForAll @IntRange(max = 21) int place,
            @ForAll @CharRange(to = 'z') char c) {
        String cursor = new Cursor(id).encode();

        assertRefused(cursor.substring(0, place) + cursor.substring(place + 1));
        assertRefused(cursor.substring(0, place) + c + cursor.substring(place));
    }

    @Example
    void aKnownCursorIsReadAsEver() {
        assertThat(new Cursor(ID).encode()).isEqualTo("AZpNLnscfzqLTZ4PGis8TQ");
        assertThat(Cursor.decode("AZpNLnscfzqLTZ4PGis8TQ").lastId()).isEqualTo(ID);
    }

    @Example
    void otherSpellingsOfACursorAreRefused() {
        assertRefused("");
        assertRefused("AZpNLnscfzqLTZ4PGis8TQ==");
        // The last character's unused bits.
        assertRefused("AZpNLnscfzqLTZ4PGis8TR");
        assertRefused(" AZpNLnscfzqLTZ4PGis8TQ");
        assertRefused("AZpNLnscfzqLTZ4PGis8TQ\n");
        assertRefused(ID.toString());
        assertRefused("{\"PK\":\"USER#1\"}");
    }

    private static void assertRefused(String text) {
        assertError(CommonError.INVALID_CURSOR, () -> Cursor.decode(text));
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
    static Arbitrary<String> texts() {
        Arbitrary<String> base64 = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofLength(22);
        return Arbitraries.oneOf(base64, Arbitraries.strings().ofMaxLength(40));
    }
}
