package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.Api;
import io.ordertable.ApiResponse;
import io.ordertable.table.Sha256;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds users for tests: Ada Lovelace with an email address of her own, unless others are given. */
public final class Users {

    private String name = "Ada Lovelace";
    private String email = newEmail();
    private @Nullable UUID userId;

    private Users() {}

    /** Some user. */
    public static Users someone() {
        return new Users();
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

    /** The path of a user. */
    public static String path(String userId) {
        return "/v1/users/" + userId;
    }

    public Users withId(UUID chosen) {
        userId = chosen;
        return this;
    }

    public Users named(String otherName) {
        name = otherName;
        return this;
    }

    public Users at(String otherEmail) {
        email = otherEmail;
        return this;
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
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("name", name).put("email", email);
        return (userId == null ? body : body.put("user_id", userId.toString())).toString();
    }
}
