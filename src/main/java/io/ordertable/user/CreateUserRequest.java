package io.ordertable.user;

import io.ordertable.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates a user.
 *
 * @param userId the new user's id, which staff may choose; that of the caller if the caller is a customer
 */
record CreateUserRequest(
        @Nullable UUID userId,
        @NotNull @PlainText @Size(min = 1, max = MAX_NAME) String name,
        @NotNull @ValidEmail String email) {

    /** The longest name, in characters. */
    static final int MAX_NAME = 200;
}
