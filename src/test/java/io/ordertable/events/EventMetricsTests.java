package io.ordertable.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertable.InfrastructureContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EventMetricsTests {

    private static final Duration AGE = Duration.ofMinutes(90);

    private final SnsServer topic = new SnsServer();

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void anInvocationIsCountedInCloudWatchsEmbeddedFormat(CapturedOutput output) {
        OrderRecords order = OrderRecords.ofAnOrder();
        OrderRecords refused = OrderRecords.ofAnOrder();
        DynamodbStreamRecord poison = OrderRecords.ofAnOrder().record("INSERT", null, null);
        DynamodbStreamRecord last = refused.changed("pending", "paid", 2);
        last.getDynamodb()
                .setApproximateCreationDateTime(Date.from(Instant.now().minus(AGE)));
        topic.answer(call ->
                SnsAnswer.failing(entry -> entry.text("order_id").equals(refused.orderId()), "InvalidParameter", true));
        Settings settings = Settings.from(Map.of(
                "TOPIC_ARN", Functions.TOPIC,
                "POWERTOOLS_METRICS_NAMESPACE", "Shop",
                "POWERTOOLS_SERVICE_NAME", "announcer"));

        new OrderEventsHandler(settings, Functions.client(topic, settings.topic()))
                .handleRequest(
                        OrderRecords.event(
                                order.inserted(),
                                refused.inserted(),
                                poison,
                                order.changed("pending", "paid", 2),
                                order.changed("paid", "shipped", 3),
                                last),
                        new FakeInvocation(Duration.ofSeconds(20)));

        assertThat(metric(output, "RecordsProcessed")).isEqualTo(6);
        assertThat(metric(output, "RecordsUnreadable")).isEqualTo(1);
        assertThat(metric(output, "RecordsFailed")).isEqualTo(2);
        assertThat(metric(output, "IteratorAge")).isCloseTo(AGE.toMillis(), within(60_000.0));
        assertThat(metric(output, "EventsPublished", "Event", "order_created")).isEqualTo(1);
        assertThat(metric(output, "EventsPublished", "Event", "order_status_changed"))
                .isEqualTo(2);
    }

    @Test
    void alarmsWatchWhatTheFunctionCounts(CapturedOutput output) {
        Settings settings = Settings.from(Map.of("TOPIC_ARN", Functions.TOPIC));
        new OrderEventsHandler(settings, Functions.client(topic, settings.topic()))
                .handleRequest(
                        OrderRecords.event(OrderRecords.ofAnOrder().inserted()),
                        new FakeInvocation(Duration.ofSeconds(20)));
        JsonNode function = InfrastructureContract.part("function");

        assertThat(function.path("handler").asText()).isEqualTo(OrderEventsHandler.class.getName());
        assertThat(function.path("metrics")).isNotEmpty().allSatisfy(metric -> assertThat(written(output))
                .filteredOn(json -> json.has(metric.asText()))
                .singleElement()
                .satisfies(json -> assertThat(json.at("/_aws/CloudWatchMetrics/0/Dimensions"))
                        .hasToString("[[" + function.path("dimension") + "]]")));
    }

    private static Stream<JsonNode> written(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{\"_aws\""))
                .map(EventMetricsTests::json);
    }

    /** The value of the one metric in this namespace with this name and these dimensions besides the service. */
    private static double metric(CapturedOutput output, String name, String... dimension) {
        List<JsonNode> written = written(output)
                .filter(json -> json.has(name))
                .filter(json -> dimension.length == 0
                        || json.path(dimension[0]).asText().equals(dimension[1]))
                .toList();
        assertThat(written).hasSize(1);
        JsonNode directive = written.getFirst().at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Shop");
        assertThat(directive.path("Dimensions"))
                .hasToString(dimension.length == 0 ? "[[\"Service\"]]" : "[[\"Service\",\"" + dimension[0] + "\"]]");
        assertThat(directive.path("Metrics").findValuesAsText("Name")).contains(name);
        assertThat(written.getFirst().path("Service").asText()).isEqualTo("announcer");
        return written.getFirst().path(name).asDouble();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
