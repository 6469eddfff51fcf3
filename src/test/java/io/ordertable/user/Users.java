package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.table.Sha256;
import java.util.UUID;

/** Builds users for tests: each with an email address of its own unless one is given. */
public final class Users {

    private final String name;
    private final String email;

    private Users(String name, String email) {
        this.name = name;
        this.email = email;
    }

    /** Some user. */
    public static Users someone() {
        return new Users("Ada Lovelace", newEmail());
    }

    /** Creates some user and returns its id. */
    public static String create(Api api) {
        return someone().register(api).text("/user_id");
    }

    /** An address that no user has. */
    public static String newEmail() {
        return UUID.randomUUID() + "@example.org";
    }

    /** The partition key of the guard of an address that is in its normalized form. */
    public static String guardKey(String email) {
        return "EMAIL#" + Sha256.hex(email);
    }

    /** Where a user is. */
    public static String path(String userId) {
        return "/v1/users/" + userId;
    }

    public Users named(String otherName) {
        return new Users(otherName, email);
    }

    public Users at(String otherEmail) {
        return new Users(name, otherEmail);
    }

    /** Creates the user, which has to succeed. */
    public ApiResponse register(Api api) {
        ApiResponse response = post(api);
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        return response;
    }

    /** Tries to create the user. */
    public ApiResponse post(Api api, String... headers) {
        return api.post("/v1/users", json(), headers);
    }

    /** The body that creates the user. */
    public String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("email", email)
                .toString();
    }
}
