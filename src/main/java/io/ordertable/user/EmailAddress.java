package io.ordertable.user;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * An email address as its owner writes it. Two addresses that differ only in case are one.
 *
 * @param value the address
 */
public record EmailAddress(String value) {

    /** The longest address that mail can be sent to (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
    static final int MAX_LENGTH = 254;

    /** The form that is unique among users: composed (NFC) and in lower case, independent of the host's locale. */
    public String normalized() {
        String lowerCase = Normalizer.normalize(value, Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lowerCase, Form.NFC);
    }

    /** Whether both are the same address. */
    public boolean sameAs(EmailAddress other) {
        return normalized().equals(other.normalized());
    }
}
