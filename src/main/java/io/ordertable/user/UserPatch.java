package io.ordertable.user;

import io.ordertable.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396) of a user.
 *
 * @param name the new name; {@code null} if the member is absent, which leaves the name unchanged; empty if it is a JSON {@code
 *     null}, which would remove the name and is rejected
 * @param email the new address, likewise
 */
record UserPatch(
        @Nullable Optional<@NotNull @PlainText @Size(min = 1, max = CreateUserRequest.MAX_NAME) String> name,
        @Nullable Optional<@NotNull @ValidEmail String> email) {

    boolean isEmpty() {
        return name == null && email == null;
    }

    User applyTo(User user, Instant now) {
        return user.change(
                name == null ? user.name() : name.orElseThrow(),
                email == null ? user.email() : new EmailAddress(email.orElseThrow()),
                now);
    }
}
