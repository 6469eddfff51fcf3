package io.ordertable;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordertable.order.Orders;
import io.ordertable.table.TableProperties;
import io.ordertable.user.Users;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the service writes is what the events function was tested with: its tests start from the file that is checked here. */
class StreamRecordsIT extends IntegrationTest {

    private static final Path RECORDING = Path.of("infra/order-events/src/test/resources/stream-records.json");
    private static final Path ACTUAL = Path.of("target/stream-records.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private TableProperties table;

    @Test
    void theStreamOfAnOrderIsAsRecordedForTheEventsFunction() throws Exception {
        List<String> shards = openShards();
        ApiResponse placed = Orders.place(api(), Users.create(api()));
        ApiResponse paid = Orders.move(api(), placed, "paid");
        dynamoDb.deleteItem(r -> r.tableName(table.name())
                .key(Map.of(
                        "PK", StoredItems.s("USER#" + placed.text("/user_id")),
                        "SK", StoredItems.s("ORDER#" + placed.text("/order_id")))));

        JsonNode actual = normalized(records(shards, placed.text("/order_id")), placed, paid);

        JSON.writerWithDefaultPrettyPrinter()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValue(ACTUAL.toFile(), JSON.treeToValue(actual, Map.class));
        assertThat(actual)
                .as("If items are meant to change, copy %s to %s and run ./mvnw -f infra verify", ACTUAL, RECORDING)
                .isEqualTo(JSON.readTree(RECORDING.toFile()));
    }

    /** Replaces what each run has of its own. */
    private static JsonNode normalized(List<JsonNode> records, ApiResponse placed, ApiResponse paid)
            throws IOException {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").addAll(records);
        String text = event.toString()
                .replace(placed.text("/order_id"), "01a1fef5-cd96-7124-bbf6-6be52007a0ec")
                .replace(placed.text("/user_id"), "01a1fef5-cd0b-71f2-8ef5-30578383fd67")
                .replace(placed.text("/created_at"), "2026-11-21T09:30:00.123Z")
                .replace(paid.text("/updated_at"), "2026-11-21T10:00:00.456Z")
                .replaceAll("(\"change\":\\{\"S\":\")[^\"]+", "$101a1ff10-2a90-7000-8000-0123456789ab")
                .replaceAll("(\"STATUS#[a-z]+#)\\d+\"", "$10\"");
        JsonNode normalized = JSON.readTree(text);
        for (int i = 0; i < records.size(); i++) {
            ((ObjectNode) normalized.path("Records").path(i))
                    .put("eventID", "event-" + (i + 1))
                    .put("awsRegion", "eu-west-1");
            ((ObjectNode) normalized.at("/Records/" + i + "/dynamodb"))
                    .put("ApproximateCreationDateTime", 1795255201)
                    .put("SequenceNumber", String.valueOf(i + 1))
                    .put("SizeBytes", 1);
        }
        return normalized;
    }

    /** Returns the iterators of all shards, for what is written from now on. */
    private List<String> openShards() {
        String arn =
                dynamoDb.describeTable(r -> r.tableName(table.name())).table().latestStreamArn();
        List<String> iterators = new ArrayList<>();
        for (JsonNode shard : call("DescribeStream", Map.of("StreamArn", arn)).at("/StreamDescription/Shards")) {
            iterators.add(call(
                            "GetShardIterator",
                            Map.of(
                                    "StreamArn",
                                    arn,
                                    "ShardId",
                                    shard.path("ShardId").asText(),
                                    "ShardIteratorType",
                                    "LATEST"))
                    .path("ShardIterator")
                    .asText());
        }
        return iterators;
    }

    /** Reads until the order is deleted, past what other tests write at the same time. */
    private List<JsonNode> records(List<String> shards, String orderId) {
        List<JsonNode> records = new ArrayList<>();
        while (records.isEmpty()
                || !records.getLast().path("eventName").asText().equals("REMOVE")) {
            shards.replaceAll(iterator -> {
                JsonNode response = call("GetRecords", Map.of("ShardIterator", iterator));
                response.path("Records").forEach(record -> {
                    if (record.at("/dynamodb/Keys/SK/S").asText().equals("ORDER#" + orderId)) {
                        records.add(record);
                    }
                });
                return response.path("NextShardIterator").asText();
            });
        }
        return records;
    }

    /** Calls the Streams API without the SDK, because its JSON is what Lambda hands to functions. */
    private JsonNode call(String operation, Map<String, String> request) {
        URI endpoint = dynamoDb.serviceClientConfiguration().endpointOverride().orElseThrow();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(endpoint)
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                                    .setHeader("Content-Type", "application/x-amz-json-1.0")
                                    .setHeader("X-Amz-Target", "DynamoDBStreams_20120810." + operation)
                                    .setHeader(
                                            "Authorization",
                                            "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request,"
                                                    + " SignedHeaders=host, Signature=0")
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
