package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertable.ApiResponse;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.FaultyDatabase.Call;
import io.ordertable.Race;
import io.ordertable.order.Orders;
import io.ordertable.table.Uuid7;
import io.ordertable.user.Users;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Reads that wait for a processor share calls. Which do depends on the moment, so they race until some have. */
@TestPropertySource(
        properties = {
            "ordertable.deadline=20s",
            "ordertable.dynamodb.call-timeout=10s",
            "ordertable.web.server-timing=true"
        })
class SharedReadsIT extends FaultTest {

    private static final int READS = 60;

    @Test
    void eachReadGetsItsOrderAndPaysForIt() {
        String user = Users.create(api());
        List<String> orders = IntStream.range(0, READS)
                .mapToObj(i -> Orders.place(api(), user).header("Location"))
                .toList();

        raceUntilShared(
                call -> Answer.REAL_ONE,
                i -> api().get(orders.get(i) + (i % 2 == 0 ? "" : "?consistent=false")),
                answers -> {
                    assertThat(answers.stream().map(answer -> answer.text("/order_id")))
                            .containsExactlyElementsOf(orders.stream()
                                    .map(order -> order.substring(order.lastIndexOf('/') + 1))
                                    .toList());
                    assertThat(answers.stream().map(SharedReadsIT::cost))
                            .containsExactlyElementsOf(IntStream.range(0, READS)
                                    .mapToObj(i -> i % 2 == 0 ? "calls 1, read 1.0" : "calls 1, read 0.5")
                                    .toList());
                });

        assertThat(sharedReads()).allMatch(call -> orderKeys(call).size() <= 25);
    }

    @Test
    void readsOfOneOrderShareItsPlace() {
        String order = newOrder();

        raceUntilShared(call -> Answer.REAL_ONE, i -> api().get(order), answers -> assertThat(answers)
                .extracting(ApiResponse::status)
                .containsOnly(200));

        assertThat(sharedReads()).allMatch(call -> orderKeys(call).size() == 1);
    }

    @Test
    void anOrderThatDoesNotExistIsNotFound() {
        String user = newUser();
        Uuid7 ids = new Uuid7(Clock.systemUTC());

        raceUntilShared(
                call -> Answer.REAL_ONE,
                i -> api().get(user + "/orders/" + ids.next()),
                answers -> assertThat(answers).extracting(ApiResponse::problem).containsOnly("ORDER_NOT_FOUND"));
    }

    @Test
    void whatDynamoDbLeavesUnprocessedIsReadAlone() {
        List<String> orders =
                IntStream.range(0, READS).mapToObj(i -> newOrder()).toList();

        raceUntilShared(SharedReadsIT::leaveUnprocessed, i -> api().get(orders.get(i)), answers -> assertThat(answers)
                .extracting(ApiResponse::status)
                .containsOnly(200));

        List<String> unprocessed = orderKeys(sharedReads().getFirst());
        assertThat(calls("GetItem").stream().flatMap(call -> orderKeys(call).stream()))
                .containsAll(unprocessed);
    }

    @Test
    void eachReadOfACallThatFailsIsRepeated() {
        String order = newOrder();

        raceUntilShared(call -> Answer.throttled(), i -> api().get(order), answers -> assertThat(answers)
                .extracting(ApiResponse::status)
                .containsOnly(200));
    }

    /** Repeats the reads until some share a call. The first shared call gets the given answer, all others the database's. */
    private void raceUntilShared(
            Function<Call, Answer> firstShared, IntFunction<ApiResponse> read, Consumer<List<ApiResponse>> check) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            database.answer(call ->
                    call.operation().equals("BatchGetItem") && sharedReads().size() == 1
                            ? firstShared.apply(call)
                            : Answer.REAL_ONE);
            check.accept(Race.of(READS, read));
            return !sharedReads().isEmpty();
        });
    }

    private static Answer leaveUnprocessed(Call call) {
        String items = call.body()
                .replaceFirst("(?s)^.*\"RequestItems\":", "")
                .replaceFirst("(?s),\"ReturnConsumedCapacity\".*$", "");
        return Answer.instead(200, "{\"Responses\": {}, \"UnprocessedKeys\": " + items + "}");
    }

    private static List<String> orderKeys(Call call) {
        return Pattern.compile("ORDER#[0-9a-f-]+")
                .matcher(call.body())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private List<Call> sharedReads() {
        return calls("BatchGetItem");
    }

    private List<Call> calls(String operation) {
        return database.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    private static String cost(ApiResponse answer) {
        return answer.header("Server-Timing")
                .replaceFirst(".*calls;desc=\"(\\d+)\".*read;desc=\"([\\d.]+)\".*", "calls $1, read $2");
    }
}
