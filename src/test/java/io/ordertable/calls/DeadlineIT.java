package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.ordertable.ApiResponse;
import io.ordertable.CapturesOutput;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.order.Orders;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.test.context.TestPropertySource;

/** The request's deadline ends delays and calls, which may take far longer. */
@TestPropertySource(
        properties = {
            "resilience4j.retry.instances.dynamodb.wait-duration=30s",
            "ordertable.deadline=1s",
            "ordertable.import.batch-deadline=4s",
            "ordertable.dynamodb.call-timeout=30s"
        })
@CapturesOutput
class DeadlineIT extends FaultTest {

    /** Longer than any test takes. */
    private static final int SILENCE = 30_000;

    @Test
    void aThrottledCallIsRepeatedUntilTheDeadline() {
        String order = newOrder();
        database.answer(call -> Answer.throttled());

        ApiResponse refused = api().get(order);

        assertThat(refused.problem()).isEqualTo("THROTTLED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(database.calls()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aCallThatIsNotAnsweredEndsWithTheRequest() {
        String order = newOrder();
        database.answer(call -> Answer.silence(SILENCE));

        assertThat(api().get(order).problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(database.calls()).as("none that timed out was repeated").hasSize(1);
    }

    @Test
    void theFailureBeforeTheDeadlineIsReportedAndLogged(CapturedOutput output) {
        String order = newOrder();
        String id = UUID.randomUUID().toString();
        database.answerNext(Answer.throttled(), Answer.silence(SILENCE));

        ApiResponse refused = api().get(order, "X-Request-Id", id);

        assertThat(refused.problem()).isEqualTo("THROTTLED");
        assertThat(database.calls()).hasSize(2);
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.contains(id) && line.contains("Gave up"))
                        .toList())
                .singleElement(STRING)
                .contains("Gave up (throttled): the deadline passed while repeating GetItem of table, key USER#")
                .contains("ProvisionedThroughputExceededException");
    }

    @Test
    void theDeadlineHoldsForCallsThatRunSideBySide() {
        database.answer(call -> Answer.silence(SILENCE));

        assertThat(api().get("/v1/orders?status=pending").problem()).isEqualTo("DATABASE_UNAVAILABLE");
        assertThat(database.calls()).as("one of each shard").hasSize(4);
    }

    @Test
    void anImportIsNotBoundByTheDeadlineOfRequests() {
        String user = newUser();
        database.answer(call -> Answer.slow(1_200));

        assertThat(importOrders(user, 5).text().lines()).isNotEmpty().allMatch(line -> line.contains("\"created\""));
    }

    @Test
    void aBatchOfAnImportThatIsNotAnsweredIsReportedLineByLine() {
        String user = newUser();
        database.answer(call -> Answer.silence(SILENCE));

        ApiResponse imported = importOrders(user, 20);

        assertThat(imported.status()).isEqualTo(200);
        assertThat(imported.text().lines()).hasSize(20).allMatch(line -> line.contains("\"DATABASE_UNAVAILABLE\""));
    }

    private ApiResponse importOrders(String user, int count) {
        return Orders.sendMany(api(), user.substring("/v1/users/".length()), count);
    }
}
