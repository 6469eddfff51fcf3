package io.ordertable.user;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An email address as its owner writes it. Addresses are the same if their {@linkplain #normalized() normalized forms} are: neither
 * case, nor full-width and other compatibility characters, nor the domain's form (Unicode or {@code xn--}) make a difference. Dots
 * and what follows a {@code +} do, as they may lead to other mailboxes.
 *
 * @param value the address
 */
record EmailAddress(String value) {

    /** The longest address that mail can be sent to (RFC 5321, section 4.5.3.1.3, without the angle brackets). */
    static final int MAX_LENGTH = 254;

    /**
     * Visible characters without a meaning in addresses: no controls, formats, unassigned or private characters ({@code C}), no
     * spaces ({@code Z}), and none of the other letters, marks and symbols that are invisible.
     */
    private static final String ATOM = "[^\\p{C}\\p{Z}"
            + "\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2800}\\x{3164}"
            + "\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}"
            + "\"(),.:;<>@\\[\\\\\\]]++";

    private static final Pattern ADDRESS = Pattern.compile("%1$s(?:\\.%1$s)*+@%1$s(?:\\.%1$s)*+".formatted(ATOM));

    private static final String ASCII_LABEL = "xn--";

    /**
     * Returns whether the normalized form has the parts of an address, and only visible characters. Quoted local parts and IP addresses
     * are rejected, because they are further ways to write the same address.
     */
    boolean isWellFormed() {
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        String normalized = normalized();
        return normalized.length() <= MAX_LENGTH && ADDRESS.matcher(normalized).matches();
    }

    /**
     * Returns the form that is unique among users, independent of the host's locale: without case and compatibility characters (NFKC),
     * the domain in Unicode.
     */
    String normalized() {
        String folded = fold(value);
        int domain = folded.lastIndexOf('@') + 1;
        return folded.substring(0, domain)
                + Arrays.stream(folded.substring(domain).split("[.\u3002]", -1))
                        .map(EmailAddress::inUnicode)
                        .collect(Collectors.joining("."));
    }

    /** Returns whether both are the same address. */
    boolean sameAs(EmailAddress other) {
        return normalized().equals(other.normalized());
    }

    private static String inUnicode(String label) {
        return label.startsWith(ASCII_LABEL)
                ? Punycode.decode(label.substring(ASCII_LABEL.length()))
                        .map(EmailAddress::fold)
                        .orElse(label)
                : label;
    }

    /** Folds as {@link String#equalsIgnoreCase} does, because {@link String#toLowerCase} has two forms of the Greek sigma. */
    private static String fold(String text) {
        return mapped(mapped(text, Character::toUpperCase), Character::toLowerCase);
    }

    /** Maps the characters of the NFKC form. That of capitals can be shorter: I and a dot above it are one character, i and a dot are not. */
    private static String mapped(String text, IntUnaryOperator change) {
        int[] codePoints =
                Normalizer.normalize(text, Form.NFKC).codePoints().map(change).toArray();
        return Normalizer.normalize(new String(codePoints, 0, codePoints.length), Form.NFKC);
    }
}
