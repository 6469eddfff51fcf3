package io.ordertable.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A user on the wire. */
@Schema(name = "User", description = "A user.")
record UserResponse(
        @Schema(description = "A UUID of version 7.", example = "0196f0c4-1d2a-7c3b-8f00-5d1b6a7c8d9e")
        UUID userId,

        @Schema(example = "Ada Lovelace") String name,

        @Schema(format = "idn-email", example = "ada@example.org")
        String email,

        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "Counts changes from 1; is also the `ETag`.", minimum = "1", example = "1")
        long version) {

    static UserResponse from(User user) {
        return new UserResponse(
                user.userId(), user.name(), user.email().value(), user.createdAt(), user.updatedAt(), user.version());
    }
}
