package io.ordertable.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.IntegrationTest;
import io.ordertable.RawHttp;
import io.ordertable.user.Users;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An import whose sender waits for results before it goes on. */
class ImportStreamingIT extends IntegrationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aLinesResultArrivesBeforeTheNextLineIsSent() throws IOException {
        String userId = Users.create(api());
        try (RawHttp connection = startImport()) {
            connection.sendChunk(Orders.some().importLine(userId) + "\n");
            assertThat(connection.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(connection.readHeaders().firstValue("Content-Type")).hasValue("application/x-ndjson");
            JsonNode first = readResult(connection);
            assertThat(first.path("line").intValue()).isEqualTo(1);
            assertThat(api().get("/v1/orders/" + first.path("order_id").asText())
                            .status())
                    .isEqualTo(200);

            for (int line = 2; line <= 5; line++) {
                connection.sendChunk("not an order\n");
                JsonNode result = readResult(connection);
                assertThat(result.path("line").intValue()).isEqualTo(line);
                assertThat(result.path("code").asText()).isEqualTo("MALFORMED_JSON");
            }

            connection.send("0\r\n\r\n");
            assertThat(connection.readChunk()).isEmpty();
        }
    }

    @Test
    void aLinesResultArrivesWhileTheNextLineIsStillOnItsWay() throws IOException {
        String line = Orders.some().importLine(Users.create(api())) + "\n";
        try (RawHttp connection = startImport()) {
            connection.sendChunk(line + line.substring(0, 20));
            connection.readLine();
            connection.readHeaders();
            assertThat(readResult(connection).path("line").intValue()).isEqualTo(1);

            connection.sendChunk(line.substring(20));
            assertThat(readResult(connection).path("result").asText()).isEqualTo("created");
        }
    }

    @Test
    void whatWasReportedIsStoredThoughTheSenderGoesAway() throws IOException {
        String userId = Users.create(api());
        String orderId;
        try (RawHttp connection = startImport()) {
            connection.sendChunk(Orders.some().importLine(userId) + "\n");
            connection.readLine();
            connection.readHeaders();
            orderId = readResult(connection).path("order_id").asText();
        }

        assertThat(api().get(Orders.path(userId)).texts("/items", "order_id")).containsExactly(orderId);
    }

    private RawHttp startImport() throws IOException {
        RawHttp connection = new RawHttp(api());
        connection.send("POST /v1/orders/import HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
                + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        return connection;
    }

    private static JsonNode readResult(RawHttp connection) throws IOException {
        return JSON.readTree(connection.readChunk());
    }
}
