package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public class UserApiIT extends IntegrationTest {

    @Test
    void aNewUserIsAnsweredWithItsLocationAndVersion() {
        String email = UUID.randomUUID() + "@example.org";
        ApiResponse created =
                api().post("/v1/users", "{\"name\": \"Ada Lovelace\", \"email\": \"%s\"}".formatted(email));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).isEqualTo("/v1/users/" + created.text("/user_id"));
        assertThat(created.text("/email")).isEqualTo(email);
        assertThat(api().get(created.header("Location")).json()).isEqualTo(created.json());
    }

    @Test
    void aNameAloneCanBeChanged() {
        String email = UUID.randomUUID() + "@example.org";
        ApiResponse created = api().post("/v1/users", "{\"name\": \"Ada\", \"email\": \"%s\"}".formatted(email));

        ApiResponse changed =
                api().patch(created.header("Location"), "{\"name\": \"Ada Lovelace\"}", "If-Match", "\"1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/name")).isEqualTo("Ada Lovelace");
        assertThat(changed.text("/email")).isEqualTo(email);
    }
}
