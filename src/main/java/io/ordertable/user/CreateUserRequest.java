package io.ordertable.user;

import io.ordertable.web.PlainText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body that makes a user. */
@Schema(name = "CreateUser", description = "A user to be created.")
record CreateUserRequest(
        @Schema(description = "What the user is called.", example = "Ada Lovelace")
        @NotNull @PlainText
        @Size(min = 1, max = MAX_NAME) String name,

        @Schema(
                description = "Unique among users, however it is written.",
                format = "idn-email",
                minLength = 1,
                maxLength = EmailAddress.MAX_LENGTH,
                example = "ada@example.org")
        @NotNull @ValidEmail
        String email) {

    /** Longer names are refused, in characters. */
    static final int MAX_NAME = 200;
}
