package io.ordertable.order;

import com.fasterxml.jackson.annotation.JsonValue;
import io.ordertable.security.Caller;
import java.util.Locale;

/** Who changed an order. */
enum Actor {
    /** The customer whose order it is. */
    CUSTOMER,
    /** A member of staff, or a program with the rights of staff. */
    STAFF;

    private final String code = name().toLowerCase(Locale.ROOT);

    static Actor of(Caller caller) {
        return caller.staff() ? STAFF : CUSTOMER;
    }

    static Actor fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Returns the name on the wire and in the table. */
    @JsonValue
    String code() {
        return code;
    }
}
