package io.ordertable.user;

import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.table.Uuid7;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Makes users for tests: Ada Lovelace, with an address of her own each time. */
public final class UserBuilder {

    private static final Uuid7 IDS = new Uuid7(Clock.systemUTC());

    private UUID userId = IDS.next();
    private String name = "Ada Lovelace";
    private String email = UUID.randomUUID() + "@example.org";

    /** A user that is not yet registered. */
    public static UserBuilder aUser() {
        return new UserBuilder();
    }

    public UserBuilder named(String newName) {
        name = newName;
        return this;
    }

    public UserBuilder withEmail(String newEmail) {
        email = newEmail;
        return this;
    }

    /** Also gives the user an id of that time. */
    UserBuilder createdAt(Instant time) {
        userId = new Uuid7(Clock.fixed(time, ZoneOffset.UTC)).next();
        return this;
    }

    User build() {
        return User.create(userId, name, new EmailAddress(email), Uuid7.timeOf(userId));
    }

    /** The body that registers the user. */
    public String json() {
        return "{\"name\":\"" + name + "\",\"email\":\"" + email + "\"}";
    }

    /** Registers the user; returns the id that the service gave. */
    public UUID registeredAt(Api api) {
        ApiResponse created = api.post("/v1/users", json());
        if (created.status() != 201) {
            throw new AssertionError("not registered: " + created);
        }
        return UUID.fromString(created.text("/user_id"));
    }
}
