package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a user by merge patch. */
class UserChangeIT extends IntegrationTest {

    private static final String[] FIRST_VERSION = {"If-Match", "\"1\""};

    @Test
    void aNameAloneCanBeChanged() {
        ApiResponse before = Users.someone().register(api());

        ApiResponse after = patch(before, "{\"name\": \"Countess\"}", FIRST_VERSION);

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.header("ETag")).isEqualTo("\"2\"");
        assertThat(after.text("/name")).isEqualTo("Countess");
        assertThat(after.json().path("version").intValue()).isEqualTo(2);
        for (String unchanged : new String[] {"/user_id", "/email", "/created_at"}) {
            assertThat(after.text(unchanged)).isEqualTo(before.text(unchanged));
        }
        assertThat(Instant.parse(after.text("/updated_at"))).isAfter(Instant.parse(before.text("/updated_at")));
        assertThat(read(before).json()).isEqualTo(after.json());
    }

    @Test
    void aNewAddressFreesTheOldOne() {
        String oldEmail = Users.newEmail();
        String newEmail = Users.newEmail();
        ApiResponse before = Users.someone().at(oldEmail).register(api());

        ApiResponse after = patch(before, "{\"email\": \"" + newEmail + "\"}", FIRST_VERSION);

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("/email")).isEqualTo(newEmail);
        assertThat(after.text("/name")).isEqualTo(before.text("/name"));
        assertThat(stored().get(Users.guardKey(oldEmail), "GUARD")).isEmpty();
        assertThat(stored().get(Users.guardKey(newEmail), "GUARD")).isNotEmpty();
        assertThat(api().get("/v1/users?email=" + newEmail).json().path("items"))
                .containsExactly(after.json());
        assertThat(api().get("/v1/users?email=" + oldEmail).json().path("items"))
                .isEmpty();
        assertThat(Users.someone().at(newEmail).post(api()).problem()).isEqualTo("EMAIL_TAKEN");
        assertThat(Users.someone().at(oldEmail).post(api()).status()).isEqualTo(201);
    }

    @Test
    void nameAndAddressCanBeChangedTogether() {
        String newEmail = Users.newEmail();
        ApiResponse before = Users.someone().register(api());

        ApiResponse after = patch(before, "{\"name\": \"Countess\", \"email\": \"" + newEmail + "\"}", FIRST_VERSION);

        assertThat(after.text("/name")).isEqualTo("Countess");
        assertThat(after.text("/email")).isEqualTo(newEmail);
        assertThat(after.header("ETag")).isEqualTo("\"2\"");
        assertThat(read(before).json()).isEqualTo(after.json());
    }

    @Test
    void theCaseOfAnAddressCanBeChanged() {
        String email = Users.newEmail();
        ApiResponse before = Users.someone().at(email).register(api());

        String upperCase = email.toUpperCase(Locale.ROOT);
        ApiResponse after = patch(before, "{\"email\": \"" + upperCase + "\"}", FIRST_VERSION);

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("/email")).isEqualTo(upperCase);
        assertThat(api().get("/v1/users?email=" + email).json().path("items")).containsExactly(after.json());
    }

    @Test
    void anotherUsersAddressIsRefusedAndNothingChanges() {
        ApiResponse owner = Users.someone().register(api());
        ApiResponse before = Users.someone().register(api());

        ApiResponse refused =
                patch(before, "{\"name\": \"Thief\", \"email\": \"" + owner.text("/email") + "\"}", FIRST_VERSION);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("EMAIL_TAKEN");
        assertThat(read(before).json()).isEqualTo(before.json());
        assertThat(api().get("/v1/users?email=" + before.text("/email")).json().path("items"))
                .containsExactly(before.json());
        assertThat(api().get("/v1/users?email=" + owner.text("/email")).json().path("items"))
                .containsExactly(owner.json());
    }

    @Test
    void anEmptyPatchChangesNothing() {
        ApiResponse before = Users.someone().register(api());

        ApiResponse after = patch(before, "{}", FIRST_VERSION);

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json()).isEqualTo(before.json());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/merge-patch+json", "application/json;charset=UTF-8"})
    void aPatchMayHaveEitherMediaType(String mediaType) {
        ApiResponse before = Users.someone().register(api());

        ApiResponse after = patch(before, "{\"name\": \"Countess\"}", "If-Match", "\"1\"", "Content-Type", mediaType);

        assertThat(after.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    {"name": null},                 /name
                    {"email": null},                /email
                    `{"name": null, "email": "a@example.org"}`, /name
                    {"name": ""},                   /name
                    {"name": "  "},                 /name
                    {"name": 1},                    /name
                    {"name": ["Ada"]},              /name
                    {"name": {"value": "Ada"}},     /name
                    {"name": "A\\u0000B"},          /name
                    {"email": ""},                  /email
                    {"email": "ada"},               /email
                    {"email": "ada@@example.org"},  /email
                    {"email": "a\\u200bda@example.org"}, /email
                    {"email": true},                /email
                    {"user_id": "x"},               /user_id
                    {"version": 7},                 /version
                    {"created_at": null},           /created_at
                    """)
    void aPatchThatBreaksARuleIsRefusedWithItsPlaceAndChangesNothing(String patch, String pointer) {
        ApiResponse before = Users.someone().register(api());

        ApiResponse refused = patch(before, patch, FIRST_VERSION);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).isNotEmpty().containsOnly(pointer);
        assertThat(read(before).json()).isEqualTo(before.json());
    }

    @Test
    void anUnknownUserCannotBeChanged() {
        ApiResponse missing =
                api().patch(Users.path("01890000-0000-7000-8000-000000000000"), "{\"name\": \"Ada\"}", FIRST_VERSION);

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.problem()).isEqualTo("USER_NOT_FOUND");
    }

    private ApiResponse patch(ApiResponse user, String patch, String... headers) {
        return api().patch(Users.path(user.text("/user_id")), patch, headers);
    }

    private ApiResponse read(ApiResponse user) {
        return api().get(Users.path(user.text("/user_id")) + "?consistent=true");
    }
}
