package io.ordertable.user;

import java.time.Instant;
import java.util.UUID;

/**
 * A user.
 *
 * @param userId the id in the user's tokens, or one that staff chose
 * @param email unique among users
 * @param createdAt when the user was created, to the millisecond
 * @param version counts changes from 1
 */
record User(UUID userId, String name, EmailAddress email, Instant createdAt, Instant updatedAt, long version) {

    /** Creates a user. */
    static User create(UUID userId, String name, EmailAddress email, Instant now) {
        return new User(userId, name, email, now, now, 1);
    }

    /** Returns the next version, with another name and address. */
    User change(String newName, EmailAddress newEmail, Instant now) {
        return new User(userId, newName, newEmail, createdAt, now, version + 1);
    }
}
