package io.ordertable.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.Race;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Users under requests that arrive at the same moment. */
class UserRacesIT extends IntegrationTest {

    private static final int RUNNERS = 32;

    @Test
    void ofManyWhoWantAnAddressOneGetsIt() {
        String email = Users.newEmail();

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> Users.someone()
                .named("Runner " + runner)
                .at(runner % 2 == 0 ? email : email.toUpperCase(Locale.ROOT))
                .post(api()));

        ApiResponse winner = only(answers, 201);
        assertThat(without(winner, answers)).allSatisfy(loser -> {
            assertThat(loser.status()).isEqualTo(409);
            assertThat(loser.problem()).isEqualTo("EMAIL_TAKEN");
        });
        assertThat(api().get("/v1/users?email=" + email).json().path("items")).containsExactly(winner.json());
        assertThat(holderOf(email)).isEqualTo(winner.text("/user_id"));
    }

    @Test
    void anIdempotencyKeyCreatesOneUserHoweverManyRequestsRace() {
        Users user = Users.someone();
        String key = UUID.randomUUID().toString();

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> user.post(api(), "Idempotency-Key", key));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(201))
                .filteredOn(answer -> answer.header("Idempotent-Replayed").isEmpty())
                .hasSize(1);
        assertThat(answers)
                .extracting(ApiResponse::json)
                .containsOnly(answers.getFirst().json());
        assertThat(holderOf(answers.getFirst().text("/email")))
                .isEqualTo(answers.getFirst().text("/user_id"));
    }

    @Test
    void anIdempotencyKeyCreatesOneOfManyUsersThatRace() {
        String key = UUID.randomUUID().toString();

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> Users.someone().post(api(), "Idempotency-Key", key));

        assertThat(without(only(answers, 201), answers))
                .allSatisfy(loser -> assertThat(loser.problem()).isEqualTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void changesThatAcceptEachOthersVersionsAreAllMade() {
        ApiResponse user = Users.someone().register(api());
        String anyOfThem =
                IntStream.rangeClosed(1, 8).mapToObj("\"%d\""::formatted).collect(Collectors.joining(", "));

        List<ApiResponse> answers = Race.of(8, runner -> api().patch(
                        user.header("Location"),
                        "{\"name\": \"Runner %d\"}".formatted(runner),
                        "If-Match",
                        runner % 2 == 0 ? anyOfThem : "*"));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(200))
                .extracting(answer -> answer.header("ETag"))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofManyChangesOfOneVersionOneIsMade() {
        ApiResponse user = Users.someone().register(api());

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> api().patch(
                        user.header("Location"), "{\"name\": \"Runner " + runner + "\"}", "If-Match", "\"1\""));

        assertOneWins(answers);
        assertThat(read(user).json()).isEqualTo(only(answers, 200).json());
    }

    @Test
    void ofManyNewAddressesForOneVersionOneIsTaken() {
        ApiResponse user = Users.someone().register(api());
        List<String> emails =
                IntStream.range(0, RUNNERS).mapToObj(i -> Users.newEmail()).toList();

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> move(user, emails.get(runner), "\"1\""));

        assertOneWins(answers);
        String taken = read(user).text("/email");
        assertThat(taken).isEqualTo(only(answers, 200).text("/email"));
        assertThat(emails.stream().filter(email -> !holderOf(email).isEmpty())).containsExactly(taken);
        assertThat(holderOf(user.text("/email"))).isEmpty();
    }

    @Test
    void ofManyUsersWhoMoveToAnAddressOneGetsIt() {
        List<ApiResponse> users = IntStream.range(0, RUNNERS)
                .mapToObj(i -> Users.someone().register(api()))
                .toList();
        String email = Users.newEmail();

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> move(users.get(runner), email, "\"1\""));

        ApiResponse winner = only(answers, 200);
        assertThat(without(winner, answers))
                .allSatisfy(loser -> assertThat(loser.problem()).isEqualTo("EMAIL_TAKEN"));
        assertThat(holderOf(email)).isEqualTo(winner.text("/user_id"));
        for (ApiResponse user : users) {
            boolean won = user.text("/user_id").equals(winner.text("/user_id"));
            assertThat(holderOf(user.text("/email"))).isEqualTo(won ? "" : user.text("/user_id"));
        }
    }

    @Test
    void twoUsersCannotSwapAddressesByRacing() {
        ApiResponse ada = Users.someone().register(api());
        ApiResponse bob = Users.someone().register(api());

        List<ApiResponse> answers = Race.of(
                RUNNERS,
                runner -> runner % 2 == 0 ? move(ada, bob.text("/email"), "*") : move(bob, ada.text("/email"), "*"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("EMAIL_TAKEN"));
        assertThat(read(ada).json()).isEqualTo(ada.json());
        assertThat(read(bob).json()).isEqualTo(bob.json());
        assertThat(holderOf(ada.text("/email"))).isEqualTo(ada.text("/user_id"));
        assertThat(holderOf(bob.text("/email"))).isEqualTo(bob.text("/user_id"));
    }

    @Test
    void anAddressPassesFromOneUserToTheNextWithoutHavingTwo() {
        List<ApiResponse> leaving = registerMany(RUNNERS / 2);
        List<ApiResponse> following = registerMany(RUNNERS / 2);

        List<ApiResponse> answers = Race.of(RUNNERS, runner -> {
            ApiResponse leaver = leaving.get(runner / 2);
            return runner % 2 == 0
                    ? move(leaver, Users.newEmail(), "\"1\"")
                    : move(following.get(runner / 2), leaver.text("/email"), "\"1\"");
        });

        for (int pair = 0; pair < RUNNERS / 2; pair++) {
            ApiResponse left = answers.get(2 * pair);
            ApiResponse followed = answers.get(2 * pair + 1);
            ApiResponse follower = following.get(pair);
            String free = leaving.get(pair).text("/email");
            assertThat(left.status()).as(left.text()).isEqualTo(200);
            assertThat(holderOf(left.text("/email"))).isEqualTo(left.text("/user_id"));
            assertThat(followed.status()).as(followed.text()).isIn(200, 409);
            boolean moved = followed.status() == 200;
            assertThat(read(follower).text("/email")).isEqualTo(moved ? free : follower.text("/email"));
            assertThat(holderOf(free)).isEqualTo(moved ? follower.text("/user_id") : "");
            assertThat(holderOf(follower.text("/email"))).isEqualTo(moved ? "" : follower.text("/user_id"));
        }
    }

    @Test
    void ofManyDeletionsOneSucceeds() {
        ApiResponse user = Users.someone().register(api());

        List<ApiResponse> answers =
                Race.of(RUNNERS, runner -> api().delete(user.header("Location"), "If-Match", "\"1\""));

        ApiResponse winner = only(answers, 202);
        assertThat(without(winner, answers))
                .allSatisfy(loser -> assertThat(loser.problem()).isEqualTo("USER_NOT_FOUND"));
    }

    private List<ApiResponse> registerMany(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Users.someone().register(api()))
                .toList();
    }

    private ApiResponse move(ApiResponse user, String email, String ifMatch) {
        return api().patch(Users.path(user.text("/user_id")), "{\"email\": \"" + email + "\"}", "If-Match", ifMatch);
    }

    private ApiResponse read(ApiResponse user) {
        return api().get(Users.path(user.text("/user_id")) + "?consistent=true");
    }

    /** The user that the guard of an address names; empty without a guard. */
    private String holderOf(String email) {
        var guard = stored().get(Users.guardKey(email), "GUARD");
        return guard.isEmpty() ? "" : guard.get("user_id").s();
    }

    private static void assertOneWins(List<ApiResponse> answers) {
        ApiResponse winner = only(answers, 200);
        assertThat(winner.header("ETag")).isEqualTo("\"2\"");
        assertThat(without(winner, answers)).allSatisfy(loser -> {
            assertThat(loser.status()).isEqualTo(412);
            assertThat(loser.problem()).isEqualTo("PRECONDITION_FAILED");
            assertThat(loser.header("ETag")).isEqualTo("\"2\"");
        });
    }

    private static ApiResponse only(List<ApiResponse> answers, int status) {
        assertThat(answers).filteredOn(answer -> answer.status() == status).hasSize(1);
        return answers.stream()
                .filter(answer -> answer.status() == status)
                .findFirst()
                .orElseThrow();
    }

    private static List<ApiResponse> without(ApiResponse winner, List<ApiResponse> answers) {
        return answers.stream().filter(answer -> answer != winner).toList();
    }
}
