package io.ordertable.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.ApiResponse;
import io.ordertable.CapturesOutput;
import io.ordertable.FaultyDatabase.Answer;
import io.ordertable.RawHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** DynamoDB processes a part of a batch: the rest is sent again, and what remains is reported item by item. */
@CapturesOutput
class BatchIT extends FaultTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void keysThatWereNotLookedUpAreAskedForAgain() {
        String order = newOrder();
        database.answerNext(nothingRead(), Answer.throttled(), nothingRead());

        ApiResponse read = batchGet(order);

        assertThat(read.json().at("/items")).hasSize(1);
        assertThat(read.json().at("/unprocessed")).isEmpty();
        assertThat(database.calls()).hasSize(4);
    }

    @Test
    void keysThatAreNeverLookedUpAreReported(CapturedOutput log) {
        String order = newOrder();
        database.answer(call -> nothingRead());

        ApiResponse read = batchGet(order);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().at("/items")).isEmpty();
        assertThat(read.json().at("/not_found")).isEmpty();
        assertThat(read.json().at("/unprocessed")).hasSize(1);
        assertThat(read.text("/unprocessed/0/order_id")).isEqualTo(order.split("/")[5]);
        assertThat(database.calls()).hasSize(8);
        String userId = order.split("/")[3];
        assertThat(log)
                .contains("Gave up after 8 calls (throttled): BatchGetItem of table, key USER#")
                .doesNotContain("USER#" + userId);
    }

    @Test
    void itemsThatWereNotWrittenAreWrittenLater() {
        String user = newUser();
        database.answerFirst(2, "BatchWriteItem", notWritten("Tea"));

        ApiResponse imported = importOrders(user, 20);

        assertThat(imported.text().lines()).hasSize(20).allMatch(line -> line.contains("\"created\""));
        assertThat(database.calls())
                .filteredOn(call -> call.operation().equals("BatchWriteItem"))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(api().get(user + "/orders?limit=100").json().at("/items")).hasSize(20);
    }

    @Test
    void itemsThatAreNeverWrittenAreReportedLineByLine() {
        String user = newUser();
        database.answer(call -> call.operation().equals("BatchWriteItem") ? notWritten("Tea 7.") : Answer.REAL_ONE);

        List<String> results =
                new ArrayList<>(importOrders(user, 20).text().lines().toList());

        assertThat(results).hasSize(20);
        assertThat(results.remove(7)).contains("\"THROTTLED\"");
        assertThat(results).allMatch(line -> line.contains("\"created\""));
    }

    @Test
    void linesThatArriveOneByOneAreStoredTogether() throws IOException {
        String user = newUser();
        database.heal();
        try (RawHttp connection = new RawHttp(api())) {
            connection.send("POST /v1/orders/import HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                connection.sendChunk(importLine(user) + "\n");
            }
            connection.send("0\r\n\r\n");

            assertThat(connection.readResponse().text().lines())
                    .hasSize(20)
                    .allMatch(line -> line.contains("\"created\""));
        }
        assertThat(database.calls())
                .filteredOn(call -> call.operation().equals("BatchWriteItem"))
                .hasSizeLessThan(10);
    }

    private static String importLine(String user) {
        return ORDER.replaceFirst("\\{", "{\"user_id\": \"" + user.substring("/v1/users/".length()) + "\", ");
    }

    private ApiResponse batchGet(String order) {
        return api().post("/v1/orders/batch-get", "{\"keys\": [%s]}".formatted(key(order)));
    }

    private ApiResponse importOrders(String user, int count) {
        String line = importLine(user);
        return api().post(
                        "/v1/orders/import",
                        IntStream.range(0, count)
                                .mapToObj(i -> line.replace("Tea", "Tea " + i + "."))
                                .collect(Collectors.joining("\n")),
                        "Content-Type",
                        "application/x-ndjson");
    }

    /** An answer that returns the whole request as unprocessed. */
    private Answer nothingRead() {
        return forward -> {
            ObjectNode answer = JSON.createObjectNode();
            answer.set("UnprocessedKeys", json(lastBody()).get("RequestItems"));
            answer.putObject("Responses").putArray("ordertable");
            return Answer.instead(200, answer.toString()).to(forward);
        };
    }

    /** An answer that returns the orders of this article as unprocessed. */
    private Answer notWritten(String article) {
        return forward -> {
            ObjectNode items = (ObjectNode) json(lastBody()).get("RequestItems");
            ArrayNode undone = JSON.createArrayNode();
            for (JsonNode put : items.get("ordertable")) {
                if (put.toString().contains(article)) {
                    undone.add(put);
                }
            }
            items.set("ordertable", undone);
            ObjectNode answer = JSON.createObjectNode();
            answer.set("UnprocessedItems", undone.isEmpty() ? JSON.createObjectNode() : items);
            return Answer.instead(200, answer.toString()).to(forward);
        };
    }

    private String lastBody() {
        return database.calls().getLast().body();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
