package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EmailAddressTests {

    @Example
    void addressesThatDifferInCaseAreOne() {
        assertThat(new EmailAddress("Ada.Lovelace@Example.ORG").normalized()).isEqualTo("ada.lovelace@example.org");
        assertThat(same("ADA@EXAMPLE.ORG", "ada@example.org")).isTrue();
        assertThat(same("JÜRGEN@bücher.example", "jürgen@BÜCHER.example")).isTrue();
        assertThat(same("ΟΔΟΣ@example.org", "οδος@example.org")).isTrue();
        assertThat(same("οδοσ@example.org", "οδος@example.org")).isTrue();
    }

    @Example
    void otherAddressesAreOthers() {
        assertThat(same("ada@example.org", "ida@example.org")).isFalse();
        assertThat(same("ada@example.org", "ada@example.com")).isFalse();
        assertThat(same("a.da@example.org", "ada@example.org")).isFalse();
        assertThat(same("ada+shop@example.org", "ada@example.org")).isFalse();
        assertThat(same("strasse@example.org", "straße@example.org")).isFalse();
        assertThat(same("jürgen@example.org", "jurgen@example.org")).isFalse();
    }

    @Example
    void anAddressKeepsItsOwnersSpelling() {
        assertThat(new EmailAddress("Ada@Example.org").value()).isEqualTo("Ada@Example.org");
    }

    @Property
    void normalizingTwiceChangesNothing(@ForAll String text) {
        String once = normalized(text);

        assertThat(normalized(once)).isEqualTo(once);
    }

    @Example
    void normalizingAnyCharacterTwiceChangesNothing() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String once = normalized(Character.toString(codePoint));
            assertThat(normalized(once)).isEqualTo(once);
        }
    }

    @Property
    void caseDoesNotCount(@ForAll String text) {
        assertThat(same(text, mapped(text, Character::toUpperCase))).isTrue();
        assertThat(same(text, mapped(text, Character::toLowerCase))).isTrue();
    }

    @Property
    void compositionDoesNotCount(@ForAll String text) {
        assertThat(same(text, Normalizer.normalize(text, Normalizer.Form.NFD))).isTrue();
        assertThat(same(text, Normalizer.normalize(text, Normalizer.Form.NFC))).isTrue();
    }

    @Example
    void theHostsLocaleDoesNotCount() {
        Locale before = Locale.getDefault();
        try {
            for (String language : new String[] {"tr", "az", "lt", "en"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(normalized("INFO@ISTANBUL.EXAMPLE")).isEqualTo("info@istanbul.example");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static boolean same(String one, String other) {
        return new EmailAddress(one).sameAs(new EmailAddress(other));
    }

    private static String normalized(String text) {
        return new EmailAddress(text).normalized();
    }

    private static String mapped(String text, IntUnaryOperator change) {
        int[] codePoints = text.codePoints().map(change).toArray();
        return new String(codePoints, 0, codePoints.length);
    }
}
