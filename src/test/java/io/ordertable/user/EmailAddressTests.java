package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EmailAddressTests {

    @Example
    void addressesThatDifferInCaseAreOne() {
        assertThat(new EmailAddress("Ada.Lovelace@Example.ORG").normalized()).isEqualTo("ada.lovelace@example.org");
        assertThat(same("ADA@EXAMPLE.ORG", "ada@example.org")).isTrue();
        assertThat(same("JÜRGEN@bücher.example", "jürgen@BÜCHER.example")).isTrue();
        assertThat(same("ΟΔΟΣ@example.org", "οδος@example.org")).isTrue();
        assertThat(same("İ@example.org", "i\u0307@example.org")).isTrue();
        assertThat(same("οδοσ@example.org", "οδος@example.org")).isTrue();
    }

    @Example
    void theDomainsFormDoesNotCount() {
        assertThat(same("ada@bücher.example", "ada@xn--bcher-kva.example")).isTrue();
        assertThat(same("ada@BÜCHER.example", "ada@XN--BCHER-KVA.example")).isTrue();
        assertThat(same("ada@straße.example", "ada@xn--strae-oqa.example")).isTrue();
        assertThat(same("ada@例え.テスト", "ada@xn--r8jz45g.xn--zckzah")).isTrue();
        assertThat(same("ada@παράδειγμα.δοκιμή", "ada@xn--hxajbheg2az3al.xn--jxalpdlp"))
                .isTrue();
        assertThat(same("ada@שלום1.example", "ada@xn--1-9hcuf1d.example")).isTrue();
        assertThat(same("ada@\uD83D\uDE80.example", "ada@xn--158h.example")).isTrue();
        assertThat(same("ada@bu\u0308cher.example", "ada@xn--bcher-kva.example"))
                .isTrue();
    }

    @Example
    void compatibilityCharactersDoNotCount() {
        assertThat(same("ａｄａ@ｅｘａｍｐｌｅ.org", "ada@example.org")).isTrue();
        assertThat(same("ada@example。org", "ada@example.org")).isTrue();
        assertThat(same("ada@example．org", "ada@example.org")).isTrue();
        assertThat(same("ada@example｡org", "ada@example.org")).isTrue();
        assertThat(same("\uFB01ona@example.org", "fiona@example.org")).isTrue();
    }

    @Example
    void otherAddressesAreOthers() {
        assertThat(same("ada@strasse.example", "ada@straße.example")).isFalse();
        assertThat(same("ada@bücher.example", "ada@bucher.example")).isFalse();
        assertThat(same("xn--bcher-kva@example.org", "bücher@example.org")).isFalse();
        assertThat(same("ada@example.org", "ida@example.org")).isFalse();
        assertThat(same("ada@example.org", "ada@example.com")).isFalse();
        assertThat(same("a.da@example.org", "ada@example.org")).isFalse();
        assertThat(same("ada+shop@example.org", "ada@example.org")).isFalse();
        assertThat(same("strasse@example.org", "straße@example.org")).isFalse();
        assertThat(same("jürgen@example.org", "jurgen@example.org")).isFalse();
    }

    @Example
    void whatShowsAllItsCharactersIsAnAddress() {
        assertThat(List.of(
                        "ada@example.org",
                        "ada@localhost",
                        "Ada.Lovelace+shop@sub.example.org",
                        "o'hara!#$%&*/=?^_`{|}~-@example.org",
                        "用户@例え.テスト",
                        "अजय@डाटा.भारत",
                        "משתמש@דוגמה.example",
                        "ada@xn--bcher-kva.example",
                        "ada@xn--no-punycode.example",
                        "ada@col·lecció.example",
                        "\uD83D\uDE80@example.org"))
                .allMatch(address -> new EmailAddress(address).isWellFormed());
    }

    @Example
    void whatIsNoneInItsNormalizedFormIsNoAddress() {
        assertThat(List.of(
                        "",
                        "ada",
                        "@example.org",
                        "ada@",
                        ".ada@example.org",
                        "ada.@example.org",
                        "a..da@example.org",
                        "a\u2024.da@example.org",
                        "ada@example..org",
                        "ada@example.org.",
                        "ada@example。",
                        "a@da@example.org",
                        "a＠da@example.org",
                        "\"ada\"@example.org",
                        "＂ada＂@example.org",
                        "ada@[127.0.0.1]",
                        "a da@example.org",
                        "a\u00A8da@example.org",
                        "ada@xn--ada-5m0a.example"))
                .noneMatch(text -> new EmailAddress(text).isWellFormed());
    }

    @Property
    void invisibleCharactersAreRefused(@ForAll("invisible") int codePoint) {
        String character = Character.toString(codePoint);

        assertThat(new EmailAddress("a" + character + "da@example.org").isWellFormed())
                .isFalse();
        assertThat(new EmailAddress("ada@exa" + character + "mple.org").isWellFormed())
                .isFalse();
    }

    @Provide
    Arbitrary<Integer> invisible() {
        return Arbitraries.of(
                0x00, 0x0A, 0x20, 0x7F, 0x85, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x2002,
                0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x2060, 0x2061, 0x2066,
                0x2069, 0x206F, 0x2800, 0x3000, 0x3164, 0xD800, 0xDFFF, 0xE000, 0xF8FF, 0xFDD0, 0xFE00, 0xFE0F, 0xFEFF,
                0xFFA0, 0xFFF9, 0xFFFE, 0xFFFF, 0x1D173, 0xE0001, 0xE0041, 0xE0100, 0xE0FFF, 0xF0000, 0x10FFFF);
    }

    @Example
    void anAddressThatGrowsTooLongIsRefused() {
        // The normalized form of ㌖ has six characters.
        assertThat(new EmailAddress("㌖".repeat(50) + "@example.org").isWellFormed())
                .isFalse();
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
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(Character::isDefined)
                        .mapToObj(Character::toString))
                .allMatch(text -> normalized(normalized(text)).equals(normalized(text)));
    }

    @Property
    void caseDoesNotCount(@ForAll String anything) {
        // Not of any text: capitals of the Greek iota subscript, which is a combining mark, are letters and change the
        // marks' order.
        String text = normalized(anything);

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
