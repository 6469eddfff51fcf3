package io.ordertable.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordertable.ApiResponse;
import io.ordertable.IntegrationTest;
import io.ordertable.user.Users;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Orders imported in bulk. */
class OrderImportIT extends IntegrationTest {

    @Test
    void everyLineIsAnsweredInItsPlaceWhateverIsWrongWithOthers() {
        String userId = Users.create(api());
        String good = Orders.some().importLine(userId);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes((good + "\n").getBytes(UTF_8));
        lines.writeBytes("\n".getBytes(UTF_8));
        lines.writeBytes(" \t\r\n".getBytes(UTF_8));
        lines.writeBytes("{\"user_id\": \"\n".getBytes(UTF_8));
        lines.writeBytes(good.replace("9.99", "9.999").getBytes(UTF_8));
        lines.writeBytes("\r\n".getBytes(UTF_8));
        lines.writeBytes((good.replace("EUR", " ".repeat(600_000)) + "\n").getBytes(UTF_8));
        lines.writeBytes(good.replace("A book", "").getBytes(UTF_8));
        lines.write('\n');
        lines.writeBytes(new byte[] {'"', (byte) 0xFF, (byte) 0xFE, '"', '\n'});
        lines.writeBytes((Orders.some().importLine("01890000-0000-7000-8000-000000000000") + "\n").getBytes(UTF_8));
        lines.writeBytes((Orders.in("EUR").lines(101, "n").importLine(userId) + "\n").getBytes(UTF_8));
        lines.writeBytes((good + "}\n").getBytes(UTF_8));
        lines.writeBytes((good + "\r\n").getBytes(UTF_8));
        lines.writeBytes("null\n".getBytes(UTF_8));
        lines.writeBytes(
                good.replace("\"currency\"", "\"discount\": 1, \"currency\"").getBytes(UTF_8));
        lines.write('\n');
        lines.writeBytes(good.getBytes(UTF_8));

        List<JsonNode> results = send(lines.toByteArray()).jsonLines();

        assertThat(results)
                .map(result -> result.path("line").intValue())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        assertThat(results)
                .map(result -> result.path("result").asText() + " "
                        + result.path("code").asText())
                .containsExactly(
                        "created ",
                        "rejected MALFORMED_JSON",
                        "rejected MALFORMED_JSON",
                        "rejected MALFORMED_JSON",
                        "rejected VALIDATION_FAILED",
                        "rejected CONTENT_TOO_LARGE",
                        "rejected VALIDATION_FAILED",
                        "rejected MALFORMED_JSON",
                        "rejected USER_NOT_FOUND",
                        "rejected VALIDATION_FAILED",
                        "rejected MALFORMED_JSON",
                        "created ",
                        "rejected MALFORMED_JSON",
                        "rejected VALIDATION_FAILED",
                        "created ");
        assertThat(results.get(3).path("detail").asText()).endsWith(": line 4, column 14.");
        assertThat(results.get(4).at("/errors/0/pointer").asText()).isEqualTo("/lines/0/unit_price");
        assertThat(results.get(13).at("/errors/0/pointer").asText()).isEqualTo("/discount");
        assertThat(results)
                .filteredOn(result -> result.path("result").asText().equals("rejected"))
                .allSatisfy(result -> assertThat(result.path("detail").asText()).isNotBlank());
        assertThat(PageWalk.ids(api(), Orders.path(userId) + "?sort=asc")).isEqualTo(createdIn(results));
    }

    @Test
    void anImportedOrderReadsAsOneThatWasPlaced() {
        String userId = Users.create(api());
        Orders order =
                Orders.in("KWD").line("A", "Thïng \uD83D\uDE80", 3, "2.5").line("B", "Other", 1, "0.001");

        JsonNode result =
                send(order.importLine(userId).getBytes(UTF_8)).jsonLines().getFirst();
        ApiResponse imported = api().get("/v1/orders/" + result.path("order_id").asText());
        ApiResponse placed = order.placeFor(api(), userId);

        assertThat(result.path("user_id").asText()).isEqualTo(userId);
        assertThat(imported.header("ETag")).isEqualTo("\"1\"");
        assertThat(imported.text("/total")).isEqualTo("7.501");
        assertThat(imported.json().path("lines")).isEqualTo(placed.json().path("lines"));
        assertThat(imported.json().properties().stream().map(member -> member.getKey()))
                .isEqualTo(placed.json().properties().stream()
                        .map(member -> member.getKey())
                        .toList());
        assertThat(stored(imported).keySet()).isEqualTo(stored(placed).keySet());
        assertThat(stored(imported).get("lines")).isEqualTo(stored(placed).get("lines"));
        assertThat(Orders.move(api(), imported, "paid").text("/status")).isEqualTo("paid");
    }

    @Test
    void manyLinesAreStoredInBatchesAndAnsweredInOrder() {
        List<String> users = List.of(Users.create(api()), Users.create(api()), Users.create(api()));
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= 1_203; line++) {
            boolean bad = line % 10 == 0;
            lines.append(bad ? "bad" : Orders.some().importLine(users.get(line % 3)))
                    .append('\n');
        }

        ApiResponse report = send(lines.toString().getBytes(UTF_8));

        assertThat(report.header("Content-Type")).isEqualTo("application/x-ndjson");
        List<JsonNode> results = report.jsonLines();
        assertThat(results).hasSize(1_203);
        for (int line = 1; line <= 1_203; line++) {
            JsonNode result = results.get(line - 1);
            assertThat(result.path("line").intValue()).isEqualTo(line);
            assertThat(result.path("result").asText()).isEqualTo(line % 10 == 0 ? "rejected" : "created");
            assertThat(result.path("user_id").asText()).isEqualTo(line % 10 == 0 ? "" : users.get(line % 3));
        }
        List<String> stored = new ArrayList<>();
        users.forEach(user -> stored.addAll(PageWalk.ids(api(), Orders.path(user) + "?limit=100")));
        assertThat(stored).containsExactlyInAnyOrderElementsOf(createdIn(results));
    }

    @Test
    void anEmptyImportIsAnsweredWithNothing() {
        ApiResponse report = send(new byte[0]);

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.text()).isEmpty();
    }

    @Test
    void anImportMayBeLargerThanAnyOtherBody() {
        String userId = Users.create(api());
        String line = Orders.in("EUR").lines(100, "好".repeat(500)).importLine(userId) + "\n";

        ApiResponse report = api().post("/v1/orders/import", line.repeat(6), "Content-Type", "Application/X-NDJSON");

        assertThat(report.status()).isEqualTo(200);
        assertThat(createdIn(report.jsonLines())).hasSize(6);
    }

    @Test
    void aDeletedUserImportsNothing() {
        String userId = Users.create(api());
        api().delete(Users.path(userId), "If-Match", "\"1\"");

        JsonNode result = send(Orders.some().importLine(userId).getBytes(UTF_8))
                .jsonLines()
                .getFirst();

        assertThat(result.path("code").asText()).isEqualTo("USER_NOT_FOUND");
        assertThat(stored().count("USER#" + userId, "ORDER#")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "text/plain", "application/x-www-form-urlencoded", "application/ndjson"})
    void anotherMediaTypeIsRefused(String mediaType) {
        ApiResponse refused = api().post("/v1/orders/import", "{}\n", "Content-Type", mediaType);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.problem()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(refused.header("Accept")).isEqualTo("application/x-ndjson");
    }

    @ParameterizedTest
    @CsvSource({"application/json, 406", "text/html, 406", "application/x-ndjson, 200", "*/*, 200"})
    void resultsComeInOneMediaTypeOnly(String accept, int status) {
        ApiResponse answer =
                api().post("/v1/orders/import", "{}\n", "Content-Type", "application/x-ndjson", "Accept", accept);

        assertThat(answer.status()).isEqualTo(status);
    }

    private ApiResponse send(byte[] lines) {
        ApiResponse report = api().send(
                        "POST",
                        "/v1/orders/import",
                        BodyPublishers.ofByteArray(lines),
                        "Content-Type",
                        "application/x-ndjson");
        assertThat(report.status()).as(report.text()).isEqualTo(200);
        return report;
    }

    private Map<String, AttributeValue> stored(ApiResponse order) {
        return stored().get("USER#" + order.text("/user_id"), "ORDER#" + order.text("/order_id"));
    }

    private static List<String> createdIn(List<JsonNode> results) {
        return results.stream()
                .filter(result -> result.path("result").asText().equals("created"))
                .map(result -> result.path("order_id").asText())
                .toList();
    }
}
