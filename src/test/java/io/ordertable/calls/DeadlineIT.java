package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.ordertable.ApiResponse;
import io.ordertable.CapturesOutput;
import io.ordertable.FaultyDatabase.Answer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.test.context.TestPropertySource;

/** Calls may take longer than a request: what ends them is the request's deadline, wherever they are made. */
@TestPropertySource(
        properties = {
            "resilience4j.retry.instances.dynamodb.wait-duration=300ms",
            "ordertable.deadline=900ms",
            "ordertable.import.batch-deadline=1500ms",
            "ordertable.dynamodb.call-timeout=2s"
        })
@CapturesOutput
class DeadlineIT extends FaultTest {

    private static final Duration LIMIT = Duration.ofMillis(900);
    /** What the request takes besides, on a machine that is busy with other tests. */
    private static final Duration MARGIN = Duration.ofMillis(400);

    @Test
    void aThrottledCallIsRepeatedUntilTheDeadlineAndNotBeyond() {
        String order = newOrder();
        for (int i = 0; i < 4; i++) {
            database.answer(call -> Answer.throttled());

            Timed refused = timed(() -> api().get(order));

            assertThat(refused.response().problem()).isEqualTo("THROTTLED");
            assertThat(refused.response().header("Retry-After")).isEqualTo("1");
            assertThat(refused.time()).isBetween(LIMIT.minusMillis(200), LIMIT.plus(MARGIN));
            assertThat(database.calls()).hasSizeBetween(2, 8);
        }
    }

    @Test
    void aCallThatIsNotAnsweredEndsWithTheRequest() {
        String order = newOrder();
        database.answer(call -> Answer.silence(2_500));

        Timed refused = timed(() -> api().get(order));

        assertThat(refused.response().problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(refused.time()).isBetween(LIMIT.minusMillis(100), LIMIT.plus(MARGIN));
        assertThat(database.calls()).hasSize(1);
    }

    @Test
    void whatKeptACallUntilTheDeadlineIsToldAndLogged(CapturedOutput output) {
        String order = newOrder();
        int start = output.getOut().length();
        database.answerNext(Answer.throttled(), Answer.silence(2_500));

        ApiResponse refused = api().get(order);

        assertThat(refused.problem()).isEqualTo("THROTTLED");
        assertThat(database.calls()).hasSize(2);
        assertThat(output.getOut()
                        .substring(start)
                        .lines()
                        .filter(line -> line.contains("Gave up"))
                        .toList())
                .singleElement(STRING)
                .contains("Gave up: the deadline passed while repeating GetItem of table, key USER#")
                .contains("ProvisionedThroughputExceededException");
    }

    @Test
    void theDeadlineHoldsForCallsThatRunSideBySide() {
        database.answer(call -> Answer.silence(2_500));

        Timed refused = timed(() -> api().get("/v1/orders?status=pending"));

        assertThat(refused.response().problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(refused.time()).isBetween(LIMIT.minusMillis(100), LIMIT.plus(MARGIN));
        assertThat(database.calls()).hasSize(4);
    }

    @Test
    void anImportIsNotBoundByTheDeadlineOfRequests() {
        String user = newUser();
        database.answer(call -> Answer.slow(200));

        Timed imported = timed(() -> importOrders(user, 275));

        assertThat(imported.time()).isGreaterThan(LIMIT);
        assertThat(imported.response().text().lines()).hasSize(275).allMatch(line -> line.contains("\"created\""));
    }

    @Test
    void aBatchOfAnImportThatIsNotAnsweredIsReportedLineByLine() {
        String user = newUser();
        database.answer(call -> Answer.silence(3_000));

        Timed imported = timed(() -> importOrders(user, 20));

        assertThat(imported.response().status()).isEqualTo(200);
        assertThat(imported.response().text().lines())
                .hasSize(20)
                .allMatch(line -> line.contains("\"DATABASE_UNAVAILABLE\""));
        // The first line may arrive alone, and then is a batch of its own.
        assertThat(imported.time())
                .isLessThan(Duration.ofMillis(2 * 1_500).plus(MARGIN).plus(MARGIN));
    }

    private ApiResponse importOrders(String user, int count) {
        String line = ORDER.replaceFirst("\\{", "{\"user_id\": \"" + user.substring("/v1/users/".length()) + "\", ");
        return api().post(
                        "/v1/orders/import",
                        IntStream.range(0, count).mapToObj(i -> line).collect(Collectors.joining("\n")),
                        "Content-Type",
                        "application/x-ndjson");
    }
}
