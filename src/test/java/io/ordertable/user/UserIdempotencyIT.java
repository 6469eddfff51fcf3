package io.ordertable.user;

import static io.ordertable.StoredItems.n;
import static io.ordertable.StoredItems.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.idempotency.OtherBodies;
import io.ordertable.security.Tokens;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Users that are sent more than once with an idempotency key. */
class UserIdempotencyIT extends IntegrationTest {

    private static final String HEADER = "Idempotency-Key";

    private final String key = "signup " + UUID.randomUUID();
    private final Users ada = Users.someone();

    @Test
    void theSameUserSentAgainIsCreatedOnce() {
        ApiResponse first = ada.post(api(), HEADER, key);
        ApiResponse second = ada.post(api(), HEADER, key);
        ApiResponse third = ada.post(api(), HEADER, key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers().map()).doesNotContainKey("idempotent-replayed");
        for (ApiResponse replay : new ApiResponse[] {second, third}) {
            assertReplays(replay, first);
        }
    }

    @Test
    void theRecordNamesNobodyAndIsKeptForADay() {
        ApiResponse user = ada.post(api(), HEADER, key);

        Instant created = Instant.parse(user.text("/created_at"));
        assertThat(stored().get("USER#" + Tokens.STAFF, "IDEMPOTENCY#" + key))
                .containsOnlyKeys("PK", "SK", "type", "schema", "resource_id", "request_hash", "expires_at")
                .containsEntry("type", s("idempotency"))
                .containsEntry("schema", n("1"))
                .containsEntry("resource_id", s(user.text("/user_id")))
                .containsEntry("expires_at", n(Long.toString(created.getEpochSecond() + 24 * 60 * 60)));
    }

    @Test
    void anotherUserWithTheSameKeyIsRefused() {
        ada.withId(UUID.randomUUID()).post(api(), HEADER, key);

        for (String other : OtherBodies.of(
                CreateUserRequest.class,
                ada.json(),
                Users.someone().withId(UUID.randomUUID()).named("Grace Hopper").json())) {
            assertReused(api().post("/v1/users", other, HEADER, key));
        }
    }

    @Test
    void aReplayShowsTheUserAsItIsNowWhoeverHasTheAddress() {
        ApiResponse first = ada.post(api(), HEADER, key);
        ApiResponse moved = api().patch(
                        first.header("Location"), "{\"email\": \"%s\"}".formatted(Users.newEmail()), "If-Match", "*");
        ada.register(api());

        assertReplays(ada.post(api(), HEADER, key), moved, first.header("Location"));
    }

    @Test
    void aUserWhoWasDeletedIsNotCreatedAgainByAReplay() {
        ApiResponse first = ada.post(api(), HEADER, key);
        api().delete(first.header("Location"), "If-Match", "*");

        ApiResponse replay = ada.post(api(), HEADER, key);
        ApiResponse anew = ada.post(api(), HEADER, key + " anew");

        assertReused(replay);
        assertThat(replay.text("/detail")).contains("deleted");
        assertThat(anew.status()).isEqualTo(201);
    }

    @Test
    void aRefusedUserDoesNotUseTheKeyUp() {
        Users taken = Users.someone();
        taken.register(api());

        assertThat(taken.post(api(), HEADER, key).problem()).isEqualTo("EMAIL_TAKEN");
        assertThat(Users.someone().named(" ").post(api(), HEADER, key).status()).isEqualTo(400);

        assertThat(ada.post(api(), HEADER, key).headers().map()).doesNotContainKey("idempotent-replayed");
        assertThat(ada.post(api(), HEADER, key).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void aKeyPastItsTimeIsFreeEvenWhileItIsStored() {
        ada.post(api(), HEADER, key);
        long past = Instant.now().minusSeconds(1).getEpochSecond();
        stored().set("USER#" + Tokens.STAFF, "IDEMPOTENCY#" + key, "expires_at", past);

        Users other = Users.someone();
        ApiResponse sameAgain = ada.post(api(), HEADER, key);
        ApiResponse second = other.post(api(), HEADER, key);

        assertThat(sameAgain.problem()).isEqualTo("EMAIL_TAKEN");
        assertThat(second.status()).isEqualTo(201);
        assertReplays(other.post(api(), HEADER, key), second);
    }

    @Test
    void whatIsNoKeyIsRefused() {
        ApiResponse refused = ada.post(api(), HEADER, "k".repeat(256));

        assertThat(refused.problem()).isEqualTo("INVALID_PARAMETER");
        assertThat(refused.text("/parameter")).isEqualTo(HEADER);
    }

    private static void assertReplays(ApiResponse replay, ApiResponse user) {
        assertReplays(replay, user, user.header("Location"));
    }

    private static void assertReplays(ApiResponse replay, ApiResponse user, String location) {
        assertThat(replay.status()).as(replay.text()).isEqualTo(201);
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.json()).isEqualTo(user.json());
        assertThat(replay.header("ETag")).isEqualTo(user.header("ETag"));
        assertThat(replay.header("Location")).isEqualTo(location);
    }

    private static void assertReused(ApiResponse refused) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }
}
