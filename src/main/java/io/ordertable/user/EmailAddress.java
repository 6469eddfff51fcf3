package io.ordertable.user;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/**
 * An email address as its owner writes it. Two addresses that differ only in case are one.
 *
 * @param value the address
 */
record EmailAddress(String value) {

    /** The longest address that mail can be sent to (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
    static final int MAX_LENGTH = 254;

    /** The form that is unique among users: composed (NFC) and without case, independent of the host's locale. */
    public String normalized() {
        int[] folded = Normalizer.normalize(value, Form.NFC)
                .codePoints()
                .map(EmailAddress::withoutCase)
                .toArray();
        return Normalizer.normalize(new String(folded, 0, folded.length), Form.NFC);
    }

    /** Whether both are the same address. */
    public boolean sameAs(EmailAddress other) {
        return normalized().equals(other.normalized());
    }

    /** As {@link String#equalsIgnoreCase} compares; {@link String#toLowerCase} has two forms of the Greek sigma. */
    private static int withoutCase(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
