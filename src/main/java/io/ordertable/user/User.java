package io.ordertable.user;

import io.ordertable.table.Change;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A user.
 *
 * @param userId the id in the user's tokens, or one that staff chose
 * @param email unique among users
 * @param createdAt when the user was created, to the millisecond
 * @param version counts changes from 1
 * @param changes the recent ones, the last of which led to this version
 */
record User(
        UUID userId,
        String name,
        EmailAddress email,
        Instant createdAt,
        Instant updatedAt,
        long version,
        List<Change> changes) {

    /** Creates a user. */
    static User create(UUID userId, String name, EmailAddress email, Instant now) {
        return new User(userId, name, email, now, now, 1, List.of());
    }

    /** Returns the next version, with another name and address. */
    User change(String newName, EmailAddress newEmail, Instant now) {
        Change change = new Change(UUID.randomUUID(), version + 1, now);
        return new User(userId, newName, newEmail, createdAt, now, change.version(), change.after(changes));
    }

    /** Returns the id of the change that led to this version. */
    UUID lastChange() {
        return changes.getLast().id();
    }

    /** Returns whether the change led to this version or to a recent one before it. */
    boolean includes(UUID change) {
        return changes.stream().anyMatch(recent -> recent.id().equals(change));
    }
}
