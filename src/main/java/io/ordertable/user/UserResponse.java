package io.ordertable.user;

import java.time.Instant;
import java.util.UUID;

/** A user on the wire. */
record UserResponse(UUID userId, String name, String email, Instant createdAt, Instant updatedAt, long version) {

    static UserResponse from(User user) {
        return new UserResponse(
                user.userId(), user.name(), user.email().value(), user.createdAt(), user.updatedAt(), user.version());
    }
}
