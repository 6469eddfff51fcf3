package io.ordertable.user;

import io.ordertable.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body that creates a user. */
record CreateUserRequest(
        @NotNull @PlainText @Size(min = 1, max = MAX_NAME) String name,
        @NotNull @ValidEmail String email) {

    /** The longest name, in characters. */
    static final int MAX_NAME = 200;
}
