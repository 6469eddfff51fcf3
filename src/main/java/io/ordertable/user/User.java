package io.ordertable.user;

import java.time.Instant;
import java.util.UUID;

/**
 * An account.
 *
 * @param userId a UUID of version 7
 * @param name what the user is called
 * @param email unique among users
 * @param createdAt when the account was made, in milliseconds
 * @param updatedAt when it last changed
 * @param version counts changes from 1
 */
record User(UUID userId, String name, EmailAddress email, Instant createdAt, Instant updatedAt, long version) {

    /** A new account. */
    static User create(UUID userId, String name, EmailAddress email, Instant now) {
        return new User(userId, name, email, now, now, 1);
    }

    /** The next version, with another name and address. */
    User change(String newName, EmailAddress newEmail, Instant now) {
        return new User(userId, newName, newEmail, createdAt, now, version + 1);
    }
}
