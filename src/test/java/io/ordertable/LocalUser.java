package io.ordertable;

import java.util.Locale;
import java.util.UUID;

/** A user of {@link LocalIssuer}, whose password is the login name. There are also customers that only have a number. */
enum LocalUser {
    ADA("00000000-0000-4000-8000-000000000ada"),
    GRACE("00000000-0000-4000-8000-000000009ace"),
    STAFF("00000000-0000-4000-8000-000000057aff");

    /** How many further customers there are, for the {@link LoadGenerator}. */
    static final int CUSTOMERS = 100;

    private static final String CUSTOMER = "customer-";

    /** The id in the user's tokens, which is the {@code user_id} of the API. */
    final UUID id;

    LocalUser(String id) {
        this.id = UUID.fromString(id);
    }

    /** Returns the id of a login name, which may be that of a further customer. */
    static UUID idOf(String login) {
        return login.startsWith(CUSTOMER)
                ? UUID.fromString("00000000-0000-4000-8000-c%011d"
                        .formatted(Integer.parseInt(login.substring(CUSTOMER.length()))))
                : valueOf(login.toUpperCase(Locale.ROOT)).id;
    }

    /** Returns the login name of a further customer. */
    static String customer(int number) {
        return CUSTOMER + number;
    }

    /** Returns the name to sign in with. */
    String login() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the password in the form that Spring Security stores. */
    static String password(String login) {
        return "{noop}" + login;
    }
}
