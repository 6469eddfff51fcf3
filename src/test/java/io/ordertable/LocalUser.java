package io.ordertable;

import java.util.Locale;
import java.util.UUID;

/** A user of {@link LocalIssuer}, whose password is the login name. */
enum LocalUser {
    ADA("00000000-0000-4000-8000-000000000ada"),
    GRACE("00000000-0000-4000-8000-000000009ace"),
    STAFF("00000000-0000-4000-8000-000000057aff");

    /** The id in the user's tokens, which is the {@code user_id} of the API. */
    final UUID id;

    LocalUser(String id) {
        this.id = UUID.fromString(id);
    }

    /** Returns the user of a login name. */
    static LocalUser of(String login) {
        return valueOf(login.toUpperCase(Locale.ROOT));
    }

    /** Returns the name to sign in with. */
    String login() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the password in the form that Spring Security stores. */
    String password() {
        return "{noop}" + login();
    }
}
