package io.ordertable.user;

import static io.ordertable.StoredItems.n;
import static io.ordertable.StoredItems.s;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users: made, read and found. */
class UserApiIT extends IntegrationTest {

    @Test
    void aNewUserIsAnsweredWithItsLocationAndVersion() {
        String email = Users.newEmail();

        ApiResponse created = Users.someone().named("Ada Lovelace").at(email).register(api());

        assertThat(created.header("Location")).isEqualTo("/v1/users/" + created.text("/user_id"));
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(UUID.fromString(created.text("/user_id")).version()).isEqualTo(7);
        assertThat(created.text("/name")).isEqualTo("Ada Lovelace");
        assertThat(created.text("/email")).isEqualTo(email);
        assertThat(created.json().path("version").intValue()).isEqualTo(1);
        assertThat(Instant.parse(created.text("/created_at")))
                .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES))
                .isEqualTo(Instant.parse(created.text("/updated_at")));
    }

    @Test
    void aNewUserCanBeReadAtItsLocation() {
        ApiResponse created = Users.someone().register(api());

        ApiResponse read = api().get(created.header("Location"));
        ApiResponse consistent = api().get(created.header("Location") + "?consistent=true");

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(created.json()).isEqualTo(consistent.json());
        assertThat(read.header("ETag")).isEqualTo("\"1\"").isEqualTo(consistent.header("ETag"));
        assertThat(read.header("Cache-Control")).contains("no-cache", "private");
    }

    @Test
    void aUserIsFoundByItsEmailAddressInAnyCase() {
        String email = Users.newEmail();
        ApiResponse created = Users.someone().at(email).register(api());

        ApiResponse found = api().get("/v1/users?email=" + email);
        ApiResponse foundInUpperCase = api().get("/v1/users?email=" + email.toUpperCase(Locale.ROOT));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().path("items")).containsExactly(created.json());
        assertThat(foundInUpperCase.json()).isEqualTo(found.json());
    }

    @Test
    void anAddressThatNoUserHasFindsAnEmptyList() {
        ApiResponse found = api().get("/v1/users?email=" + Users.newEmail());

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text()).isEqualTo("{\"items\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?email=", "?email=%20"})
    void usersAreNotListedWithoutAnEmailAddress(String query) {
        ApiResponse refused = api().get("/v1/users" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo("email");
    }

    @Test
    void nameAndAddressAreKeptAsGiven() {
        String name = "  Zoë  Đặng 张伟 \uD83D\uDE80 <b>\"'&\\ ";
        String email = "Ada.LOVELACE+" + UUID.randomUUID() + "@Example.ORG";

        ApiResponse created = Users.someone().named(name).at(email).register(api());
        ApiResponse read = api().get(created.header("Location"));
        ApiResponse found = api().get("/v1/users?email=" + email.replace("+", "%2B"));

        assertThat(read.text("/name")).isEqualTo(name).isEqualTo(created.text("/name"));
        assertThat(read.text("/email")).isEqualTo(email);
        assertThat(found.json().path("items")).containsExactly(created.json());
    }

    @Test
    void anAddressIsGivenToOneUserOnlyWhateverItsCase() {
        String email = Users.newEmail();
        ApiResponse first = Users.someone().at(email).register(api());

        ApiResponse second = Users.someone().at(email).post(api());
        ApiResponse third = Users.someone().at(email.toUpperCase(Locale.ROOT)).post(api());

        assertThat(second.status()).isEqualTo(409).isEqualTo(third.status());
        assertThat(second.problem()).isEqualTo("EMAIL_TAKEN").isEqualTo(third.problem());
        assertThat(second.text()).doesNotContain(first.text("/user_id"));
        assertThat(api().get("/v1/users?email=" + email).json().path("items")).containsExactly(first.json());
    }

    @Test
    void anAddressIsGivenToOneUserOnlyHoweverItIsWritten() {
        String local = UUID.randomUUID().toString();
        List<String> forms = List.of(
                local + "@bücher.example.org",
                local.toUpperCase(Locale.ROOT) + "@BU\u0308CHER.example.org",
                local + "@xn--bcher-kva.example.org",
                local + "@ｂücher。ｅｘａｍｐｌｅ．org");
        ApiResponse first = Users.someone().at(forms.getFirst()).register(api());

        assertThat(first.text("/email")).isEqualTo(forms.getFirst());
        assertThat(stored().get(Users.guardKey(forms.getFirst()), "GUARD")).isNotEmpty();
        assertThat(forms).allSatisfy(form -> {
            assertThat(Users.someone().at(form).post(api()).problem()).isEqualTo("EMAIL_TAKEN");
            assertThat(api().get("/v1/users?email=" + URLEncoder.encode(form, UTF_8))
                            .json()
                            .path("items"))
                    .containsExactly(first.json());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u200Bda@example.org", "ada@xn--ada-5m0a.example", "ada"})
    void whatIsNoVisibleAddressIsNeitherTakenNorLookedUp(String email) {
        ApiResponse refused = Users.someone().at(email).post(api());
        ApiResponse notLookedUp = api().get("/v1/users?email=" + URLEncoder.encode(email, UTF_8));

        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/email");
        assertThat(notLookedUp.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(notLookedUp.text("/parameter")).isEqualTo("email");
    }

    @Test
    void aPlusThatIsReadAsASpaceIsRefusedWithTheReason() {
        assertThat(api().get("/v1/users?email=ada+shop@example.org").text("/detail"))
                .contains("a + is written %2B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\u202Eda", "A\u2066da", "A\u2028da", "A\u0085da", "\u200B", " \u200D\uFEFF "})
    void aNameThatTurnsTheTextAroundItOrShowsNothingIsRefused(String name) {
        ApiResponse refused = Users.someone().named(name).post(api());

        assertThat(refused.problem()).isEqualTo("VALIDATION_FAILED");
        assertThat(refused.texts("/errors", "pointer")).containsExactly("/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"نامه\u200Cای", "\uD83D\uDC69\u200D\uD83D\uDCBB", "דנה Cohen", "क\u094D\u200Dष"})
    void aNameMayHaveWhatItsScriptNeeds(String name) {
        assertThat(Users.someone().named(name).register(api()).text("/name")).isEqualTo(name);
    }

    @Test
    void aUserIsStoredTogetherWithTheGuardOfItsAddress() {
        String email = "Ada." + Users.newEmail();
        ApiResponse user = Users.someone().at(email).register(api());

        String userId = user.text("/user_id");
        String guardKey = Users.guardKey(email.toLowerCase(Locale.ROOT));
        assertThat(stored().partition("USER#" + userId))
                .containsExactly(Map.of(
                        "PK", s("USER#" + userId),
                        "SK", s("PROFILE"),
                        "type", s("user"),
                        "schema", n("1"),
                        "user_id", s(userId),
                        "name", s("Ada Lovelace"),
                        "email", s(email),
                        "created_at", s(user.text("/created_at")),
                        "updated_at", s(user.text("/updated_at")),
                        "version", n("1")));
        assertThat(stored().partition(guardKey))
                .containsExactly(Map.of(
                        "PK", s(guardKey),
                        "SK", s("GUARD"),
                        "type", s("email_guard"),
                        "schema", n("1"),
                        "user_id", s(userId)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01890000-0000-7000-8000-000000000000", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"})
    void anUnknownIdIsNotFound(String userId) {
        for (String query : new String[] {"", "?consistent=true"}) {
            ApiResponse missing = api().get(Users.path(userId) + query);

            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.problem()).isEqualTo("USER_NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "1-1-1-1-1", "01890000000070008000000000000000", "%7B01890000-0000-7000-8000-000000000000"})
    void whatIsNoUuidIsNoUserId(String userId) {
        ApiResponse refused = api().get(Users.path(userId));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo("user_id");
    }

    @Test
    void anIdIsTheSameInUpperCase() {
        ApiResponse created = Users.someone().register(api());

        ApiResponse read = api().get(Users.path(created.text("/user_id").toUpperCase(Locale.ROOT)));

        assertThat(read.json()).isEqualTo(created.json());
    }
}
