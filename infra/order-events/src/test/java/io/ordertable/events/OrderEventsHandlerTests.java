package io.ordertable.events;

import static io.ordertable.events.OrderRecords.number;
import static io.ordertable.events.OrderRecords.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.ordertable.events.SnsCall.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventsHandlerTests {

    private static final String PERSONAL = "ada@example.org";

    private final SnsServer topic = new SnsServer();
    private final OrderEventsHandler function = Functions.publishingTo(topic);
    private final FakeInvocation invocation = new FakeInvocation();
    private final OrderRecords order = new OrderRecords();

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void eventsArePublishedTenACall() {
        List<DynamodbStreamRecord> records =
                Stream.generate(() -> new OrderRecords().paid()).limit(25).toList();

        assertThat(handle(records)).isEmpty();
        assertThat(topic.calls()).extracting(call -> call.entries().size()).containsExactly(10, 10, 5);
        assertThat(topic.published())
                .extracting(entry -> entry.text("event_id"))
                .containsExactlyElementsOf(
                        records.stream().map(DynamodbStreamRecord::getEventID).toList());
    }

    @Test
    void aMessageHasTheEventAsSubjectAndAttributesToFilterBy() {
        handle(List.of(order.paid()));

        assertThat(topic.calls()).singleElement().extracting(SnsCall::topicArn).isEqualTo(Functions.TOPIC);
        assertThat(topic.published()).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("order_status_changed");
            assertThat(entry.attributes())
                    .hasToString(
                            "{currency=EUR, event=order_status_changed, schema=order_status_changed/1, status=paid}");
            assertThat(entry.group()).isEmpty();
            assertThat(entry.deduplicationId()).isEmpty();
        });
    }

    /** Filters by the other attributes, which subscribers of the first message have, do not let the second one pass. */
    @Test
    void theSecondMessageAboutANewOrderCanBeFilteredByItsSchemaOnly() {
        DynamodbStreamRecord placed = order.placed();

        handle(List.of(placed));

        assertThat(topic.calls()).hasSize(1);
        assertThat(topic.published())
                .extracting(entry -> entry.text("event_id"))
                .hasSize(2)
                .containsOnly(placed.getEventID());
        assertThat(topic.published()).first().satisfies(entry -> assertThat(entry.attributes())
                .hasToString("{currency=EUR, event=order_created, schema=order_created/1, status=pending}"));
        assertThat(topic.published()).last().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("order_created");
            assertThat(entry.attributes()).hasToString("{schema=order_created/2}");
        });
    }

    @Test
    void aFifoTopicGetsTheOrderAsGroupAndTheEventIdForDeduplication() {
        DynamodbStreamRecord placed = order.placed();

        Functions.publishingTo(topic, Functions.FIFO_TOPIC)
                .handleRequest(OrderRecords.event(List.of(placed)), invocation);

        assertThat(topic.calls()).singleElement().extracting(SnsCall::topicArn).isEqualTo(Functions.FIFO_TOPIC);
        assertThat(topic.published()).allMatch(entry -> entry.group().equals(order.orderId()));
        assertThat(topic.published())
                .extracting(Entry::deduplicationId)
                .containsExactly(placed.getEventID(), placed.getEventID() + "/order_created/2");
    }

    @Test
    void aRecordIsReportedOnceIfOneOrAllOfItsMessagesAreRefused() {
        DynamodbStreamRecord placed = order.placed();
        for (String schema : List.of("order_created/.", "order_created/1", "order_created/2")) {
            topic.answer(
                    call -> SnsAnswer.failing(entry -> entry.text("schema").matches(schema), "InternalError", false));

            assertThat(handle(List.of(placed, order.paid()))).hasSize(2).startsWith(sequenceNumber(placed));
        }
        assertThat(topic.published()).noneMatch(entry -> entry.text("version").equals("2"));
    }

    @Test
    void theLargestMessagesFitIntoCallsOf256Kb() {
        List<DynamodbStreamRecord> records =
                Stream.generate(OrderEventsHandlerTests::largest).limit(4).toList();

        assertThat(handle(records)).isEmpty();
        assertThat(topic.published())
                .hasSize(8)
                .allSatisfy(entry -> MessageSchemas.check(entry.message()))
                .extracting(OrderEventsHandlerTests::bytes)
                .allMatch(bytes -> bytes < 150 * 1024)
                .anyMatch(bytes -> bytes > 120 * 1024);
        assertThat(topic.calls())
                .hasSizeLessThan(8)
                .allMatch(call -> call.entries().stream()
                                .mapToInt(OrderEventsHandlerTests::bytes)
                                .sum()
                        < 256 * 1024);
    }

    @Test
    void recordsWithoutEventsCostNoCall() {
        assertThat(handle(List.of(order.changed("paid", "paid", 3)))).isEmpty();
        assertThat(topic.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, ServiceUnavailable", "429, Throttled", "400, Throttling"})
    void aFailureThatMayPassIsRetried(int status, String code) {
        topic.answerNext(SnsAnswer.error(status, code), SnsAnswer.error(status, code));

        assertThat(handle(List.of(order.paid()))).isEmpty();
        assertThat(topic.calls()).hasSize(3);
        assertThat(topic.published()).hasSize(1);
    }

    @Test
    void aTopicThatDoesNotAnswerIsCalledAgain() {
        topic.answerNext(SnsAnswer.unanswered());

        assertThat(handle(List.of(order.paid()))).isEmpty();
        assertThat(topic.published()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "403, AuthorizationError", "404, NotFound", "400, InvalidParameter"})
    void afterACallThatFailsEverythingNotPublishedIsReported(int status, String code) {
        List<DynamodbStreamRecord> records =
                Stream.generate(() -> new OrderRecords().paid()).limit(21).toList();
        topic.answer(call -> call.entries()
                        .getFirst()
                        .text("event_id")
                        .equals(records.getFirst().getEventID())
                ? SnsAnswer.PUBLISHED
                : SnsAnswer.error(status, code));

        assertThat(handle(records)).isEqualTo(sequenceNumbers(records.subList(10, 21)));
        assertThat(topic.published()).hasSize(10);
        assertThat(invocation.log()).singleElement().asString().startsWith("PublishBatch failed: ");
    }

    @Test
    void afterARefusedMessageTheLaterOnesOfItsOrderAreReportedAndNoOthers() {
        OrderRecords refused = new OrderRecords();
        topic.answer(call -> SnsAnswer.failing(
                entry -> about(refused).test(entry) && entry.text("version").equals("2"), "InternalError", false));
        List<DynamodbStreamRecord> records = List.of(
                refused.placed(), order.placed(), refused.paid(), order.paid(), refused.changed("paid", "shipped", 3));

        assertThat(handle(records)).isEqualTo(sequenceNumbers(List.of(records.get(2), records.get(4))));
        assertThat(topic.published())
                .filteredOn(about(refused)::test)
                .extracting(entry -> entry.text("version"))
                .containsOnly("1");
        assertThat(topic.published()).filteredOn(about(order)::test).hasSize(3);
        assertThat(invocation.log()).containsExactly("SNS refused an event: InternalError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order_id", "user_id", "status", "currency", "total", "created_at", "updated_at", "version"})
    void aRecordWithoutAnAttributeIsSkipped(String attribute) {
        DynamodbStreamRecord poison = new OrderRecords().placed();
        poison.getDynamodb().getNewImage().remove(attribute);

        assertSkipped(poison, "OrderImage[\"" + attribute + "\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_id", "user_id", "currency", "created_at", "updated_at"})
    void aRecordWithAnInvalidAttributeIsSkippedWithoutLoggingItsValue(String attribute) {
        DynamodbStreamRecord poison = new OrderRecords().placed();
        poison.getDynamodb().getNewImage().put(attribute, string(PERSONAL));

        assertSkipped(poison, "OrderImage[\"" + attribute + "\"]");
    }

    @Test
    void aRecordWithAnInvalidStatusIsSkipped() {
        DynamodbStreamRecord poison = new OrderRecords().placed();
        poison.getDynamodb().getNewImage().put("status", string(PERSONAL));

        assertSkipped(poison, "status is not a word");
    }

    @ParameterizedTest
    @CsvSource({"total, 9.999", "total, x", "version, 1.5", "version, 1E+30"})
    void aRecordWithAnInvalidNumberIsSkipped(String attribute, String number) {
        DynamodbStreamRecord poison = new OrderRecords().placed();
        poison.getDynamodb().getNewImage().put(attribute, number(number));

        assertSkipped(poison, "OrderImage");
    }

    @Test
    void aRecordWithoutItsImageIsSkipped() {
        DynamodbStreamRecord poison = new OrderRecords().placed();
        poison.getDynamodb().setNewImage(null);

        assertSkipped(poison, "NullPointerException");
    }

    @ParameterizedTest
    @EnumSource(value = StreamViewType.class, mode = Mode.EXCLUDE, names = "NEW_AND_OLD_IMAGES")
    void aStreamWithoutBothImagesFailsInsteadOfLosingEvents(StreamViewType viewType) {
        DynamodbStreamRecord record = order.placed();
        record.getDynamodb().setStreamViewType(viewType);

        assertThatThrownBy(() -> handle(List.of(record)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The stream must have the view type NEW_AND_OLD_IMAGES, not " + viewType);
    }

    private void assertSkipped(DynamodbStreamRecord poison, String reason) {
        assertThat(handle(List.of(order.placed(), poison, order.paid()))).isEmpty();
        assertThat(topic.published()).hasSize(3).allMatch(about(order));
        assertThat(invocation.log())
                .singleElement()
                .asString()
                .startsWith("Skipped a record that is not a valid order: sequence number %s, event id %s: "
                        .formatted(poison.getDynamodb().getSequenceNumber(), poison.getEventID()))
                .contains(reason)
                .doesNotContain(PERSONAL);
    }

    /** An order with as many and as long texts in as many bytes as the API accepts. */
    private static DynamodbStreamRecord largest() {
        DynamodbStreamRecord record = new OrderRecords().placed();
        AttributeValue line = new AttributeValue()
                .withM(Map.of(
                        "sku", string("語".repeat(100)),
                        "quantity", number("1000000"),
                        "unit_price", number("999999999999.99"),
                        "discount", number("999999999999.99")));
        Map<String, AttributeValue> metadata = IntStream.range(0, 50)
                .boxed()
                .collect(Collectors.toMap(i -> "語".repeat(38) + i, i -> string("語".repeat(500))));
        record.getDynamodb()
                .getNewImage()
                .putAll(Map.of(
                        "lines", new AttributeValue().withL(Collections.nCopies(100, line)),
                        "metadata", new AttributeValue().withM(metadata)));
        return record;
    }

    private List<String> handle(List<DynamodbStreamRecord> records) {
        return function.handleRequest(OrderRecords.event(records), invocation).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static Predicate<Entry> about(OrderRecords order) {
        return entry -> entry.text("order_id").equals(order.orderId());
    }

    private static List<String> sequenceNumbers(List<DynamodbStreamRecord> records) {
        return records.stream().map(OrderEventsHandlerTests::sequenceNumber).toList();
    }

    private static int bytes(Entry entry) {
        return entry.message().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String sequenceNumber(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }
}
